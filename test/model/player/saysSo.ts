import type { RunReport } from "../../harness/runReport";
import { deviceIds, projects } from "../world/universe";

// What lines say of something that `existing: "keep"` takes over and does not own.
const disowns = /whatever becomes of|does not own it/;

/** Whether a line of a run says that something is there and is not the stack's own, or not any more. */
export function saysSo({ lines }: RunReport, key: string): boolean {
    return lines.some(({ text }) => disowns.test(text) && isAbout(text, key));
}

/** Whether a line names a device, or a member and no other project. */
function isAbout(text: string, key: string): boolean {
    const names = (word: string) => new RegExp(`\\b${word}\\b`, "i").test(text);
    if (deviceIds.some((id) => id === key)) {
        return names(key);
    }
    const [project, member = ""] = key.split(" ");
    return names(member) && projects.every(({ key: other, name }) => other === project || !names(name));
}
