import type { Clock } from "../polling/clock";
import type { Deadline } from "../polling/deadline";
import { Gathering } from "../polling/gathering";
import { latestDeadline } from "../polling/latestDeadline";
import type { Device } from "./device";

/** How long a look-up waits for others. */
const patience = { firstInMs: 10, shortestInMs: 10, longestInMs: 50, mostInMs: 200 };
/** From so many look-ups on, one list of all devices costs less than a filtered one for each. */
const enoughToShare = 5;

/** Lists devices, all of them or those that a filter lets through; `action` begins the sentence of an error. */
type ListDevices = (filter: string | undefined, action: string, deadline: Deadline) => Promise<Device[]>;

interface Lookup {
    serialNumber: string;
    deadline: Deadline;
    resolve: (devices: Device[] | PromiseLike<Device[]>) => void;
}

/** Finds devices by serial number; many look-ups of one moment share one list of all devices. */
export class DeviceDirectory {
    private lookups: Lookup[] = [];
    private readonly gathering: Gathering;

    constructor(
        clock: Clock,
        private readonly list: ListDevices,
    ) {
        const waiting = () => this.lookups.length;
        this.gathering = new Gathering(clock, patience, { waiting, present: waiting });
    }

    /** All devices whose serial number contains the text, in any letter case. */
    find(serialNumber: string, deadline: Deadline): Promise<Device[]> {
        return new Promise((resolve, reject) => {
            this.lookups.push({ serialNumber, deadline, resolve });
            this.gathering.arrived();
            if (this.lookups.length === 1) {
                this.serve().catch(reject);
            }
        });
    }

    private async serve(): Promise<void> {
        await this.gathering.quiet();
        const lookups = this.lookups;
        this.lookups = [];
        const shared = lookups.length >= enoughToShare ? this.listAll(lookups) : undefined;
        for (const { serialNumber, deadline, resolve } of lookups) {
            resolve(
                shared
                    ? shared.then((all) => all.filter(contains(serialNumber)))
                    : this.listOne(serialNumber, deadline),
            );
        }
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
