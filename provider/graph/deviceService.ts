import { graphAuth } from "../auth/clouds";
import { againHint, DeadlineError, laterHint } from "../http/deadlineError";
import { pathSegment } from "../http/pathSegment";
import type { HttpClient, ServiceRequest } from "../http/types";
import type { Clock } from "../polling/clock";
import type { Deadline } from "../polling/deadline";
import { getOrCreate } from "../polling/getOrCreate";
import { BatchCarrier } from "./batchCarrier";
import { type Device, readDevice } from "./device";
import { type DeviceAddress, deviceKey, type GraphAddress, graphRoot } from "./deviceAddress";
import { DeviceDirectory } from "./deviceDirectory";
import { assignHint, graphHint } from "./hints";
import { KeyedMutex } from "./keyedMutex";
import { isDevicePage, listDevices } from "./listDevices";

const collection = "/beta/deviceManagement/windowsAutopilotDeviceIdentities";

/** A resource account as `assignResourceAccountToDevice` takes it. */
export interface ResourceAccount {
    userPrincipalName: string;
    addressableUserName?: string;
    resourceAccountName?: string;
}

/** Speaks Microsoft Graph's (beta) Autopilot routes. */
export class DeviceService {
    private readonly turns = new KeyedMutex();

    private readonly carriers = new Map<string, BatchCarrier>();
    private readonly directories = new Map<string, DeviceDirectory>();

    constructor(
        private readonly http: HttpClient,
        private readonly clock: Clock,
    ) {}

    /**
     * Runs one piece of work on a device at a time: an old owner and a new one may come together. Who waits for another's
     * work gives up at its own deadline, and then nothing is sent.
     */
    inTurn<T>(device: DeviceAddress, deadline: Deadline, work: () => Promise<T>): Promise<T> {
        return this.turns.run(deviceKey(device), work, { deadline, tooLate: () => tooLate(device, deadline) });
    }

    /** Reads a device; a 404 is a ServiceError. */
    async get(device: DeviceAddress, deadline: Deadline): Promise<Device> {
        const answer = await this.http.send({
            ...this.request(device, deadline, `Reading Autopilot device ${device.deviceId}`),
            method: "GET",
            url: deviceUrl(device),
            validate: (body) => readDevice(body) !== undefined,
        });
        return readDevice(answer.body) ?? { id: device.deviceId };
    }

    /** Binds the account to the device; Graph answers 204. */
    async assign(device: DeviceAddress, account: ResourceAccount, deadline: Deadline): Promise<void> {
        const { userPrincipalName, addressableUserName, resourceAccountName } = account;
        await this.http.send({
            ...this.request(device, deadline, `Binding ${userPrincipalName} to Autopilot device ${device.deviceId}`),
            hints: assignHint,
            method: "POST",
            url: `${deviceUrl(device)}/assignResourceAccountToDevice`,
            body: { userPrincipalName, addressableUserName, resourceAccountName },
        });
    }

    /** Unbinds whatever resource account the device has; Graph takes no body and answers 204. */
    async unassign(device: DeviceAddress, deadline: Deadline): Promise<void> {
        await this.http.send({
            ...this.request(device, deadline, `Unbinding the resource account of Autopilot device ${device.deviceId}`),
            method: "POST",
            url: `${deviceUrl(device)}/unassignResourceAccountFromDevice`,
        });
    }

    /** All devices whose serial number contains the text, over all pages; look-ups of one moment share a list. */
    find(graph: GraphAddress, serialNumber: string, deadline: Deadline): Promise<Device[]> {
        const directory = getOrCreate(
            this.directories,
            graphKey(graph),
            () => new DeviceDirectory(this.clock, (filter, action, until) => this.list(graph, filter, action, until)),
        );
        return directory.find(serialNumber, deadline);
    }

    private list(
        graph: GraphAddress,
        filter: string | undefined,
        action: string,
        deadline: Deadline,
    ): Promise<Device[]> {
        const query = filter === undefined ? "" : `?$filter=${encodeURIComponent(filter)}`;
        return listDevices(action, `${graphRoot(graph)}${collection}${query}`, (url) =>
            this.http.send({ ...this.request(graph, deadline, action), method: "GET", url, validate: isDevicePage }),
        );
    }

    private request(
        graph: GraphAddress,
        deadline: Deadline,
        action: string,
    ): Pick<ServiceRequest, "origin" | "auth" | "deadline" | "action" | "hints" | "carrier"> {
        const root = graphRoot(graph);
        const carrier = getOrCreate(this.carriers, graphKey(graph), () => new BatchCarrier(this.clock, `${root}/beta`));
        return {
            origin: new URL(root).origin,
            auth: graphAuth(graph.cloud),
            deadline,
            action,
            hints: graphHint,
            carrier,
        };
    }
}

function tooLate({ deviceId }: DeviceAddress, deadline: Deadline): DeadlineError {
    const seconds = Math.round(deadline.elapsedInMs() / 1000);
    const story = `Nothing was sent to Autopilot device ${deviceId}: another binding has been at work on it for ${seconds} s.`;
    return new DeadlineError(`${story} ${deadline.closing ? againHint : laterHint}`);
}

/** What may share requests: the same address, spelled alike, with the same tokens. */
function graphKey(graph: GraphAddress): string {
    return `${graph.cloud} ${graphRoot(graph)}`;
}

function deviceUrl(device: DeviceAddress): string {
    return `${graphRoot(device)}${collection}/${pathSegment(device.deviceId)}`;
}
