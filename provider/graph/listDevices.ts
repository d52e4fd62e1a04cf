import { absoluteUrl } from "../http/absoluteUrl";
import { AssignmentsError } from "../http/assignmentsError";
import type { ServiceResponse } from "../http/types";
import { type Device, readDevice } from "./device";

/** More pages than this are taken for a list that never ends. */
const mostPages = 200;

/** Follows a list of devices over its pages; the origin of each link is checked where requests are sent. */
export async function listDevices(
    action: string,
    firstUrl: string,
    send: (url: string) => Promise<ServiceResponse>,
): Promise<Device[]> {
    const found: Device[] = [];
    const followed = new Set<string>();
    for (let url: string | undefined = firstUrl; url !== undefined; ) {
        if (followed.has(url) || followed.size >= mostPages) {
            throw new AssignmentsError(
                "EndlessList",
                `${action} failed: the list does not end (page ${followed.size + 1} was refused). Run it again; if it stays so, the service is at fault.`,
            );
        }
        followed.add(url);
        const { value, "@odata.nextLink": next } = (await send(url)).body as DevicePage;
        found.push(...value.map(readDevice).filter((device) => device !== undefined));
        url = typeof next === "string" && next !== "" ? absoluteUrl(next, firstUrl) : undefined;
    }
    return found;
}

/** Whether an answer has the shape of a page of devices. */
export function isDevicePage(body: unknown): boolean {
    return Array.isArray((body as { value?: unknown } | null)?.value);
}

interface DevicePage {
    value: unknown[];
    "@odata.nextLink"?: unknown;
}
