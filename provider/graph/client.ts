import type { Clock } from "../core/clock";
import type { Deadline } from "../core/deadline";
import { againHint, DeadlineError, laterHint } from "../core/errors";
import { getOrCreate, KeyedMutex } from "../core/keyed";
import { pathSegment } from "../http/links";
import type { HttpClient, ServiceRequest } from "../http/types";
import { graphAuth } from "../validation/clouds";
import { BatchCarrier } from "./batch";
import { type Device, type DeviceAddress, deviceKey, type GraphAddress, graphRoot, readDevice } from "./device";
import { DeviceDirectory, isDevicePage, listDevices } from "./deviceDirectory";

/** What a person can do about a refusal of Microsoft Graph, by status; undefined where the service's own words must do. */
export function graphHint(status: number): string | undefined {
    switch (status) {
        case 401:
            return "The credentials are not accepted here: sign in to the tenant that the device is enrolled in, and check that cloud fits it.";
        case 403:
            return (
                "Grant the signed-in identity DeviceManagementServiceConfig.ReadWrite.All with admin consent " +
                "(DeviceManagementServiceConfig.Read.All is enough to read), and check that the tenant has an active Intune license; " +
                "a new permission can take some minutes to be effective."
            );
        case 404:
            return "Check the deviceId: it is the id of the windowsAutopilotDeviceIdentity, not of the Intune or Microsoft Entra device; getAutopilotDevice finds it by serial number.";
        default:
            return status >= 400 && status < 500 ? correctIt : undefined;
    }
}

/** What a person can do about a refusal of an assign: Intune's 400 seldom says more than that an error has occurred. */
function assignHint(status: number): string | undefined {
    return status === 400 ? checkAccount : graphHint(status);
}

const checkAccount =
    "Correct what the service names and run the same command again. Where it names nothing, check that the account exists, " +
    "that it is a resource account with a license, and that neither it is bound to another device nor another account to this one.";

/** The service refused the request itself, and only its own words tell why. */
const correctIt = "Correct what the service names and run the same command again.";

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
     * Runs one piece of work on a device at a time: an old owner and a new one may come together. Work that waits for its turn
     * gives up at its own deadline, and then sends nothing.
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
    const problem = `Nothing was sent to Autopilot device ${deviceId}: another binding has been at work on it for ${seconds} s.`;
    return new DeadlineError(`${problem} ${deadline.isShuttingDown ? againHint : laterHint}`);
}

/** What may share requests: the same address, spelled alike, with the same tokens. */
function graphKey(graph: GraphAddress): string {
    return `${graph.cloud} ${graphRoot(graph)}`;
}

function deviceUrl(device: DeviceAddress): string {
    return `${graphRoot(device)}${collection}/${pathSegment(device.deviceId)}`;
}
