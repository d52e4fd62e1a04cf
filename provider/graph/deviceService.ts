import { graphAuth } from "../auth/clouds";
import { AssignmentsError } from "../http/assignmentsError";
import type { HttpClient, ServiceRequest, ServiceResponse } from "../http/types";
import type { Deadline } from "../polling/deadline";
import { type Device, readDevice } from "./device";
import { type DeviceAddress, deviceKey, type GraphAddress, graphRoot } from "./deviceAddress";
import { graphHint } from "./hints";
import { KeyedMutex } from "./keyedMutex";

const collection = "/beta/deviceManagement/windowsAutopilotDeviceIdentities";
/** More pages than this are taken for a list that never ends. */
const maxPages = 200;

/** A resource account as `assignResourceAccountToDevice` takes it. */
export interface ResourceAccount {
    userPrincipalName: string;
    addressableUserName?: string;
    resourceAccountName?: string;
}

/** Speaks Microsoft Graph's (beta) Autopilot routes. */
export class DeviceService {
    private readonly turns = new KeyedMutex();

    constructor(private readonly http: HttpClient) {}

    /** Runs one piece of work on a device at a time: an old owner and a new one may come together. */
    inTurn<T>(device: DeviceAddress, work: () => Promise<T>): Promise<T> {
        return this.turns.run(deviceKey(device), work);
    }

    /** Reads a device; a 404 is a ServiceError. */
    async get(device: DeviceAddress, deadline: Deadline): Promise<Device> {
        const answer = await this.http.send({
            ...request(device, deadline, `Reading Autopilot device ${device.deviceId}`),
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
            ...request(device, deadline, `Binding ${userPrincipalName} to Autopilot device ${device.deviceId}`),
            method: "POST",
            url: `${deviceUrl(device)}/assignResourceAccountToDevice`,
            body: { userPrincipalName, addressableUserName, resourceAccountName },
        });
    }

    /** Unbinds whatever resource account the device has; Graph takes no body and answers 204. */
    async unassign(device: DeviceAddress, deadline: Deadline): Promise<void> {
        await this.http.send({
            ...request(device, deadline, `Unbinding the resource account of Autopilot device ${device.deviceId}`),
            method: "POST",
            url: `${deviceUrl(device)}/unassignResourceAccountFromDevice`,
        });
    }

    /** All devices whose serial number contains the text, over all pages. */
    async find(graph: GraphAddress, serialNumber: string, deadline: Deadline): Promise<Device[]> {
        const filter = encodeURIComponent(`contains(serialNumber,'${serialNumber.replace(/'/g, "''")}')`);
        const found: Device[] = [];
        let url: string | undefined = `${graphRoot(graph)}${collection}?$filter=${filter}`;
        for (let page = 0; url !== undefined; page++) {
            if (page >= maxPages) {
                throw new AssignmentsError(
                    "EndlessList",
                    `Microsoft Graph's list of devices does not end: page ${page + 1} was refused.`,
                );
            }
            const action = `Looking for the Autopilot device with serial number "${serialNumber}"`;
            const answer: ServiceResponse = await this.http.send({
                ...request(graph, deadline, action),
                method: "GET",
                url,
                validate: isPage,
            });
            const { value, "@odata.nextLink": nextLink } = answer.body as {
                value: unknown[];
                "@odata.nextLink"?: string;
            };
            found.push(...value.map(readDevice).filter((device) => device !== undefined));
            url = typeof nextLink === "string" && nextLink !== "" ? new URL(nextLink, url).href : undefined;
        }
        return found;
    }
}

function isPage(body: unknown): boolean {
    return typeof body === "object" && body !== null && Array.isArray((body as { value?: unknown }).value);
}

function deviceUrl(device: DeviceAddress): string {
    return `${graphRoot(device)}${collection}/${encodeURIComponent(device.deviceId)}`;
}

function request(
    graph: GraphAddress,
    deadline: Deadline,
    action: string,
): Pick<ServiceRequest, "origin" | "auth" | "deadline" | "action" | "hints"> {
    return {
        origin: new URL(graphRoot(graph)).origin,
        auth: graphAuth(graph.cloud),
        deadline,
        action,
        hints: graphHint,
    };
}
