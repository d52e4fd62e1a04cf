import { followLinks, isPage } from "../http/followLinks";
import type { ServiceResponse } from "../http/types";
import { type Device, readDevice } from "./device";

/** Lists devices over all pages; `action` begins the sentence of an error. */
export function listDevices(
    action: string,
    firstUrl: string,
    send: (url: string) => Promise<ServiceResponse>,
): Promise<Device[]> {
    return followLinks(action, firstUrl, send, (body) => {
        const { value, "@odata.nextLink": next } = body as { value: unknown[]; "@odata.nextLink"?: unknown };
        return { entries: value.map(readDevice).filter((device) => device !== undefined), next };
    });
}

/** Whether an answer has the shape of a page of devices. */
export function isDevicePage(body: unknown): boolean {
    return isPage(body, "@odata.nextLink");
}
