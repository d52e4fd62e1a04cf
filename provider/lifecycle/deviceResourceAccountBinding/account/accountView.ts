import { printableText } from "../../../core/text";
import type { ResourceAccount } from "../../../graph/client";
import type { Device } from "../../../graph/device";
import { canonicalUpn } from "../../../validation/ids";
import { isUserPrincipalName } from "../../../validation/rules";
import type { AccountProperty } from "../state";

/** The properties that may show a bound account, the likeliest first; inferred from their names, documented nowhere. */
const accountProperties: readonly AccountProperty[] = [
    "userPrincipalName",
    "deviceAccountUpn",
    "resourceName",
    "addressableUserName",
];
/** Those that name an account for sure, where they show anything. */
const upnProperties = ["userPrincipalName", "deviceAccountUpn"] as const;

/** What a device shows of accounts, seen from one account. */
export interface AccountView {
    /** Properties that show our account. */
    ours: AccountProperty[];
    /** What is shown of another account, or of a user: `userPrincipalName` where there is one. */
    other?: string;
}

/**
 * Looks at the given properties of a device (all by default). A user binding shares two of them, so another value
 * need not be a resource account.
 */
export function viewAccount(
    device: Device,
    account: ResourceAccount,
    properties: readonly AccountProperty[] = accountProperties,
): AccountView {
    const filled = accountProperties.filter((property) => properties.includes(property) && device[property]);
    const ours = filled.filter((property) => showsAccount(property, device[property] ?? "", account));
    const [first] = filled;
    return ours.length > 0 || first === undefined ? { ours } : { ours, other: device[first] };
}

/**
 * Looks at a device of which nothing is known. Two accounts may have one name, so a name alone is no proof of ours where
 * the device shows another UPN.
 */
export function viewUnknown(device: Device, account: ResourceAccount): AccountView {
    const { userPrincipalName } = account;
    const shown = device.userPrincipalName ?? device.deviceAccountUpn;
    const isOther =
        shown !== undefined &&
        isUserPrincipalName(shown) &&
        viewAccount(device, { userPrincipalName }).ours.length === 0;
    return isOther ? { ours: [], other: shown } : viewAccount(device, account);
}

/**
 * Looks at a device where our account has been seen before. A UPN names an account for sure; another one there is
 * another account, even if that greets alike.
 */
export function viewWhereSeen(
    device: Device,
    account: ResourceAccount,
    observedIn: readonly AccountProperty[],
): AccountView {
    const telling = upnProperties.filter((property) => observedIn.includes(property) && device[property]);
    return viewAccount(device, account, telling.length > 0 ? telling : observedIn);
}

/** The properties that our assign changed to our account. */
export function changedToOurs(before: Device, after: Device, account: ResourceAccount): AccountProperty[] {
    return viewAccount(after, account).ours.filter(
        (property) => comparable(before[property] ?? "") !== comparable(after[property] ?? ""),
    );
}

function showsAccount(property: AccountProperty, value: string, account: ResourceAccount): boolean {
    const names = [
        account.userPrincipalName,
        property === "addressableUserName" ? account.addressableUserName : undefined,
    ];
    const resourceName = property === "resourceName" ? account.resourceAccountName : undefined;
    return [...names, resourceName].some((name) => name !== undefined && comparable(name) === comparable(value));
}

/** Names as devices are read: what does not print is replaced. */
function comparable(name: string): string {
    return canonicalUpn(printableText(name));
}

/** Whether two accounts are the same one: letter case is no difference in a UPN, and is one in a display name. */
export function sameAccount(a: ResourceAccount, b: ResourceAccount): boolean {
    return (
        canonicalUpn(a.userPrincipalName) === canonicalUpn(b.userPrincipalName) &&
        a.addressableUserName === b.addressableUserName &&
        a.resourceAccountName === b.resourceAccountName
    );
}
