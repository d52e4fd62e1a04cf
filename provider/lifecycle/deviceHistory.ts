import { canonicalUpn } from "../validation/canonicalUpn";

/**
 * Which account this stack itself had bound to which device before this run, from the states that the engine shows us.
 * When bindings swap devices, the account that a new owner finds there is no stranger's but the stack's own.
 */
export class DeviceHistory {
    private readonly accounts = new Map<string, Set<string>>();
    private shown = 0;
    private hidden = 0;

    /** Notes what a binding of this stack had. */
    remember(deviceKey: string, userPrincipalName: string): void {
        const known = this.accounts.get(deviceKey) ?? new Set();
        this.accounts.set(deviceKey, known.add(canonicalUpn(userPrincipalName)));
    }

    /** Whether this stack had that account, or any account when none is named, bound to the device. */
    knows(deviceKey: string, userPrincipalName?: string): boolean {
        const known = this.accounts.get(deviceKey);
        return userPrincipalName === undefined
            ? known !== undefined
            : (known?.has(canonicalUpn(userPrincipalName)) ?? false);
    }

    /** Notes whether a device showed an account after Graph had confirmed that it was bound. */
    noteVisibility(isShown: boolean): void {
        this.shown += isShown ? 1 : 0;
        this.hidden += isShown ? 0 : 1;
    }

    /** Whether this tenant, as far as this run has seen, shows bound accounts nowhere. */
    get hidesAccounts(): boolean {
        return this.hidden > 0 && this.shown === 0;
    }
}
