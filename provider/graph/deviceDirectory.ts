import { Batcher } from "../core/batcher";
import type { Clock } from "../core/clock";
import { type Deadline, inTime, latestDeadline } from "../core/deadline";
import { followLinks, isPage } from "../http/links";
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

/** How long a look-up waits for others. */
const patience = { firstInMs: 10, shortestInMs: 10, longestInMs: 50, mostInMs: 200 };
/** From so many look-ups on, one list of all devices costs less than a filtered one for each. */
const enoughToShare = 5;

/** Lists devices, all of them or those that a filter lets through; `action` begins the sentence of an error. */
type ListDevices = (filter: string | undefined, action: string, deadline: Deadline) => Promise<Device[]>;

interface Lookup {
    serialNumber: string;
    deadline: Deadline;
}

/** Finds devices by serial number; many look-ups of one moment share one list of all devices. */
export class DeviceDirectory {
    private readonly batcher: Batcher<Lookup, Device[]>;

    constructor(
        clock: Clock,
        private readonly list: ListDevices,
    ) {
        this.batcher = new Batcher({ clock, patience: () => patience, run: (lookups) => this.serve(lookups) });
    }

    /** All devices whose serial number contains the text, in any letter case. Nobody waits longer than its own deadline. */
    find(serialNumber: string, deadline: Deadline): Promise<Device[]> {
        return inTime(this.batcher.submit({ serialNumber, deadline }), deadline, "The list of devices");
    }

    private serve(lookups: readonly Lookup[]): Promise<Device[]>[] {
        if (lookups.length < enoughToShare) {
            return lookups.map(({ serialNumber, deadline }) => this.listOne(serialNumber, deadline));
        }
        const all = this.listAll(lookups);
        return lookups.map(async ({ serialNumber }) => (await all).filter(contains(serialNumber)));
    }

    private listAll(lookups: readonly Lookup[]): Promise<Device[]> {
        const latest = latestDeadline(lookups.map(({ deadline }) => deadline));
        return this.list(undefined, `Looking for ${lookups.length} Autopilot devices by serial number`, latest);
    }

    private listOne(serialNumber: string, deadline: Deadline): Promise<Device[]> {
        const filter = `contains(serialNumber,'${serialNumber.replace(/'/g, "''")}')`;
        return this.list(filter, `Looking for the Autopilot device with serial number "${serialNumber}"`, deadline);
    }
}

function contains(serialNumber: string): (device: Device) => boolean {
    const wanted = serialNumber.toLowerCase();
    return (device) => (device.serialNumber ?? "").toLowerCase().includes(wanted);
}
