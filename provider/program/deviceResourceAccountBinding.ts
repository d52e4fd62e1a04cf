import type * as pulumi from "@pulumi/pulumi";
import { deviceResourceAccountBindingProvider } from "./providers";
import { type OwnNames, ServiceResource } from "./serviceResource";
import type { PendingBinding, Timeouts } from "./types";

/** The arguments of a {@link DeviceResourceAccountBinding}. */
export interface DeviceResourceAccountBindingArgs {
    /**
     * Id of the windowsAutopilotDeviceIdentity, a GUID; `getAutopilotDevice` finds it by serial number. It is the
     * resource's id, so it is no secret. Replaces (creates first).
     */
    deviceId: pulumi.Input<string>;
    /** UPN of the resource account, `room12@contoso.com`. */
    userPrincipalName: pulumi.Input<string>;
    /** The account's addressable name, `Room 12`. */
    addressableUserName?: pulumi.Input<string>;
    /** Name of the resource account. */
    resourceAccountName?: pulumi.Input<string>;
    /** Cloud of the tenant: `"public"` (default), `"usgovernment"`, `"usgovernmentdod"` or `"china"`. Replaces. */
    cloud?: pulumi.Input<"public" | "usgovernment" | "usgovernmentdod" | "china">;
    /** Another address of Microsoft Graph, such as a proxy; the token's scope still follows `cloud`. Default: the cloud's own. Replaces. */
    graphEndpoint?: pulumi.Input<string>;
    /**
     * What create does when the device has an account: `"adopt"` ours and refuse another (default), `"keep"` ours without owning it,
     * so that destroy leaves it, and refuse another, `"fail"` on any, or `"replace"` another.
     */
    existing?: pulumi.Input<"adopt" | "fail" | "replace" | "keep">;
    /** How long each verb may take, as `"30m"` or `"1h30m"`. Default: 30m for create, update and delete, 5m for read. */
    timeouts?: pulumi.Input<Timeouts>;
}

/**
 * Assigns a resource account (a meeting room's, say) to a Windows Autopilot device identity. Create runs
 * `assignResourceAccountToDevice` of Microsoft Graph (beta), delete runs `unassignResourceAccountFromDevice`. What a device does
 * with the account is not documented: do not count on it to sign in. Microsoft Teams Rooms sign in by the Teams Rooms Pro
 * Management portal, Surface Hubs by Graph's `updateDeviceProperties`.
 *
 * @example
 * ```typescript
 * const binding = new DeviceResourceAccountBinding("room-12", {
 *     deviceId: "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9",
 *     userPrincipalName: "room12@contoso.com",
 *     addressableUserName: "Room 12",
 * });
 * ```
 */
export class DeviceResourceAccountBinding extends ServiceResource {
    declare readonly deviceId: pulumi.Output<string>;
    /** The account as last observed. */
    declare readonly userPrincipalName: pulumi.Output<string>;
    declare readonly addressableUserName: pulumi.Output<string | undefined>;
    declare readonly resourceAccountName: pulumi.Output<string | undefined>;
    declare readonly cloud: pulumi.Output<"public" | "usgovernment" | "usgovernmentdod" | "china">;
    declare readonly graphEndpoint: pulumi.Output<string | undefined>;
    declare readonly existing: pulumi.Output<"adopt" | "fail" | "replace" | "keep">;
    declare readonly timeouts: pulumi.Output<Timeouts | undefined>;
    /** The device's serial number. */
    declare readonly serialNumber: pulumi.Output<string | undefined>;
    /** The device's display name. */
    declare readonly displayName: pulumi.Output<string | undefined>;
    /** The device's properties that show the bound account; empty in a tenant that shows it nowhere, whose drift cannot be seen. */
    declare readonly observedIn: pulumi.Output<
        ("userPrincipalName" | "addressableUserName" | "resourceName" | "deviceAccountUpn")[]
    >;
    /** A hash of the device's id where its account was there before and is not owned (`existing: "keep"`). */
    declare readonly kept: pulumi.Output<string[] | undefined>;
    /** Work whose end is unknown, after a failed run; the next one settles it. */
    declare readonly pending: pulumi.Output<PendingBinding | undefined>;

    /**
     * @param name the resource's name in the program; errors and lines call it so.
     * @param args what is declared; refused in `check`, before anything is sent, where it cannot be right.
     * @param opts the usual options; `import` and `customTimeouts` do not work for dynamic resources (see `existing`, `timeouts`).
     */
    constructor(name: string, args: DeviceResourceAccountBindingArgs, opts?: pulumi.CustomResourceOptions) {
        super(kind, name, properties, args, opts);
    }
}

const kind = {
    provider: deviceResourceAccountBindingProvider,
    module: "devices",
    type: "DeviceResourceAccountBinding",
};

const properties: Record<OwnNames<DeviceResourceAccountBinding>, undefined> = {
    deviceId: undefined,
    userPrincipalName: undefined,
    addressableUserName: undefined,
    resourceAccountName: undefined,
    cloud: undefined,
    graphEndpoint: undefined,
    existing: undefined,
    timeouts: undefined,
    serialNumber: undefined,
    displayName: undefined,
    observedIn: undefined,
    kept: undefined,
    pending: undefined,
};
