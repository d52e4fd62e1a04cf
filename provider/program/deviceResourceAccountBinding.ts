import type * as pulumi from "@pulumi/pulumi";
import { bindingTable } from "../lifecycle/deviceResourceAccountBinding/fields";
import { deviceResourceAccountBindingProvider } from "./providers";
import { ServiceResource } from "./serviceResource";
import type { PendingBinding, Timeouts } from "./types";

/** The arguments of a {@link DeviceResourceAccountBinding}. */
export interface DeviceResourceAccountBindingArgs {
    // fields: arguments of DeviceResourceAccountBinding
    /**
     * Id of the windowsAutopilotDeviceIdentity, a GUID; `getAutopilotDevice` finds it by serial number. It is not the
     * id of the Intune or Microsoft Entra device. It becomes part of the id, so it is no secret. A change replaces.
     */
    deviceId: pulumi.Input<string>;
    /**
     * User principal name of the resource account, `room12@contoso.com`. A change unbinds the old account and binds the
     * new one.
     */
    userPrincipalName: pulumi.Input<string>;
    /** The account's addressable name, `Room 12`. A change unbinds the account and binds it again with the new name. */
    addressableUserName?: pulumi.Input<string>;
    /** Name of the resource account. A change unbinds the account and binds it again with the new name. */
    resourceAccountName?: pulumi.Input<string>;
    /** Cloud of the tenant. Default: `"public"`. A change replaces, and deletes the old one first. */
    cloud?: pulumi.Input<"public" | "usgovernment" | "usgovernmentdod" | "china">;
    /**
     * Another address of Microsoft Graph, such as a proxy. The token's scope still follows `cloud`. Default: the
     * cloud's own. A change replaces, and deletes the old one first.
     */
    graphEndpoint?: pulumi.Input<string>;
    /**
     * What to do about a device that has an account: adopt ours and refuse another; keep ours without owning it, so
     * that destroy leaves it, and refuse another; fail on any; or replace another. Default: `"adopt"`. A change from
     * `"keep"` to `"adopt"` or `"replace"` takes over what is kept.
     */
    existing?: pulumi.Input<"adopt" | "fail" | "replace" | "keep">;
    /** How long each operation may take. Default: 30m, read 5m. A change alone calls nothing. */
    timeouts?: pulumi.Input<Timeouts>;
    // end of fields
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
    // fields: outputs of DeviceResourceAccountBinding
    /**
     * Id of the windowsAutopilotDeviceIdentity, a GUID; `getAutopilotDevice` finds it by serial number. It is not the
     * id of the Intune or Microsoft Entra device. It becomes part of the id, so it is no secret.
     */
    declare readonly deviceId: pulumi.Output<string>;
    /** User principal name of the account as last observed. */
    declare readonly userPrincipalName: pulumi.Output<string>;
    /** The account's addressable name, `Room 12`. */
    declare readonly addressableUserName: pulumi.Output<string | undefined>;
    /** Name of the resource account. */
    declare readonly resourceAccountName: pulumi.Output<string | undefined>;
    /** Cloud of the tenant. */
    declare readonly cloud: pulumi.Output<"public" | "usgovernment" | "usgovernmentdod" | "china">;
    /** Another address of Microsoft Graph, such as a proxy. The token's scope still follows `cloud`. */
    declare readonly graphEndpoint: pulumi.Output<string | undefined>;
    /**
     * What to do about a device that has an account: adopt ours and refuse another; keep ours without owning it, so
     * that destroy leaves it, and refuse another; fail on any; or replace another.
     */
    declare readonly existing: pulumi.Output<"adopt" | "fail" | "replace" | "keep">;
    /** How long each operation may take. */
    declare readonly timeouts: pulumi.Output<Timeouts | undefined>;
    /** The device's serial number. */
    declare readonly serialNumber: pulumi.Output<string | undefined>;
    /** The device's display name. */
    declare readonly displayName: pulumi.Output<string | undefined>;
    /**
     * The device's properties that show the bound account; empty in a tenant that shows it nowhere, whose drift cannot
     * be seen.
     */
    declare readonly observedIn: pulumi.Output<
        ("userPrincipalName" | "addressableUserName" | "resourceName" | "deviceAccountUpn")[]
    >;
    /**
     * Set where the account was there before and is not owned (`existing: "keep"`): the first 16 hex digits of the
     * SHA-256 of the device's id in lower case.
     */
    declare readonly kept: pulumi.Output<string[] | undefined>;
    /** Work of a failed run whose end is unknown. The next run settles it. */
    declare readonly pending: pulumi.Output<PendingBinding | undefined>;
    // end of fields

    /**
     * @param name the resource's name in the program; errors and lines call it so.
     * @param args what is declared; refused in `check`, before anything is sent, where it cannot be right.
     * @param opts the usual options; `import` and `customTimeouts` do not work for dynamic resources (see `existing`, `timeouts`).
     */
    constructor(name: string, args: DeviceResourceAccountBindingArgs, opts?: pulumi.CustomResourceOptions) {
        super(kind, name, args, opts);
    }
}

const kind = { provider: deviceResourceAccountBindingProvider, module: "devices", table: bindingTable };
