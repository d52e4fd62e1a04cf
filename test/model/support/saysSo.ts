import type { RunReport } from "../../harness/runReport";
import { deviceIds } from "./universe";

// What lines say of something that `existing: "keep"` takes over and does not own.
const disowns = /whatever becomes of|does not own it/;

/** Whether a line of a run says that something is there and is not the stack's own, or not any more. */
export function saysSo({ lines }: RunReport, key: string): boolean {
    const [place = "", member] = key.split(" ");
    const project = place.slice(place.indexOf("/") + 1);
    const words = deviceIds.some((id) => id === key) ? [key] : [project, member];
    return lines.some(
        ({ text }) => disowns.test(text) && words.every((word) => new RegExp(`\\b${word}\\b`, "i").test(text)),
    );
}
