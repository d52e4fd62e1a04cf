import type { ResourceAccount } from "../graph/client";
import type { DeviceAddress } from "../graph/device";
import { canonicalUpn } from "../validation/ids";
import type { DeviceResourceAccountBindingInputs } from "./deviceResourceAccountBinding/state";

/** What is to take the place of an old binding. */
export interface Replacement {
    /** The new binding's name. */
    owner: string;
    /** Where it is to be. */
    at: DeviceAddress;
    /** All that is declared of it, once that is known. */
    inputs?: DeviceResourceAccountBindingInputs;
}

/**
 * What this run knows of accounts and devices: which account this stack itself had bound to which device before, from the
 * states that the engine shows us, which one the program declares for it, and what this run has done since.
 * When bindings swap devices, the account that a new owner finds there is no stranger's but the stack's own.
 */
export class DeviceHistory {
    private readonly accounts = new Map<string, Map<string, ResourceAccount>>();
    private readonly declared = new Map<string, string>();
    /** What this run itself bound to a device last; undefined where it unbound. */
    private readonly bound = new Map<string, string | undefined>();
    private readonly kept = new Set<string>();
    private readonly replacements = new Map<string, Replacement>();
    private readonly created = new Set<string>();
    private readonly unboundFor = new Map<string, ResourceAccount>();
    private readonly moves = new Map<string, string>();
    private shown = 0;
    private hidden = 0;

    /** Notes what a binding of this stack had. */
    remember(deviceKey: string, account: ResourceAccount): void {
        this.kept.delete(deviceKey);
        const known = this.accounts.get(deviceKey) ?? new Map();
        this.accounts.set(deviceKey, known.set(canonicalUpn(account.userPrincipalName), account));
    }

    /** Whether this stack had that account, or any account when none is named, bound to the device. */
    knows(deviceKey: string, userPrincipalName?: string): boolean {
        const known = this.accounts.get(deviceKey);
        return userPrincipalName === undefined
            ? known !== undefined
            : (known?.has(canonicalUpn(userPrincipalName)) ?? false);
    }

    /** The accounts that this stack had bound to the device, with their names. */
    accountsOf(deviceKey: string): ResourceAccount[] {
        return [...(this.accounts.get(deviceKey)?.values() ?? [])];
    }

    /** Notes which account the program declares for a device. */
    declare(deviceKey: string, userPrincipalName: string): void {
        this.declared.set(deviceKey, canonicalUpn(userPrincipalName));
    }

    /** Notes what this run has bound to a device, or that it has unbound what was there. */
    noteBound(deviceKey: string, userPrincipalName: string | undefined): void {
        this.bound.set(deviceKey, userPrincipalName && canonicalUpn(userPrincipalName));
    }

    /** The other devices that had the account, and for which the program declares another one. */
    givers(deviceKey: string, userPrincipalName: string): string[] {
        const account = canonicalUpn(userPrincipalName);
        return [...this.accounts.keys()].filter((other) => {
            const declared = this.declared.get(other);
            return other !== deviceKey && this.knows(other, account) && declared !== undefined && declared !== account;
        });
    }

    /** Whether this run has unbound that account from the device, and not bound it there again. */
    hasGivenUp(deviceKey: string, userPrincipalName: string): boolean {
        return this.bound.has(deviceKey) && this.bound.get(deviceKey) !== canonicalUpn(userPrincipalName);
    }

    /** Whether the program declares another account for the device. */
    declaresOther(deviceKey: string, userPrincipalName: string): boolean {
        const declared = this.declared.get(deviceKey);
        return declared !== undefined && declared !== canonicalUpn(userPrincipalName);
    }

    /** Whether this run has bound an account to the device, or unbound what was there. */
    hasChanged(deviceKey: string): boolean {
        return this.bound.has(deviceKey);
    }

    /** The device that this stack had the account on, where this run has unbound it and bound it to no device since. */
    unboundFrom(userPrincipalName: string): string | undefined {
        const account = canonicalUpn(userPrincipalName);
        const isBound = [...this.bound.values()].includes(account);
        return isBound
            ? undefined
            : [...this.accounts.keys()].find((key) => this.knows(key, account) && this.hasGivenUp(key, account));
    }

    /** Notes that the binding that has a device only keeps its account, and does not own it. */
    noteKept(deviceKey: string, userPrincipalName: string): void {
        this.kept.add(deviceKey);
        const known = this.accounts.get(deviceKey);
        if (known?.delete(canonicalUpn(userPrincipalName)) && known.size === 0) {
            this.accounts.delete(deviceKey);
        }
    }

    /** Whether the binding that has the device does not own its account. */
    isKept(deviceKey: string): boolean {
        return this.kept.has(deviceKey);
    }

    /** Notes which binding is to take the place of an old one, by what tells that one from all others. */
    noteReplacement(old: string, by: Replacement): void {
        this.replacements.set(old, by);
    }

    /** The binding that is to take an old one's place and is not there yet; whatever the name of either. */
    replacementOf(old: string): Replacement | undefined {
        const by = this.replacements.get(old);
        return by && !this.created.has(by.owner) ? by : undefined;
    }

    /** Notes that the named binding has been created. */
    noteCreated(owner: string): void {
        this.created.add(owner);
    }

    /** Notes which account was unbound so that the named binding can be created where it is to be. */
    noteUnboundFor(owner: string, deviceKey: string, account: ResourceAccount): void {
        this.unboundFor.set(`${owner} ${deviceKey}`, account);
    }

    /** The account that the named binding's deleted predecessor had on the same device, at another address. */
    accountUnboundFor(owner: string, deviceKey: string): ResourceAccount | undefined {
        return this.unboundFor.get(`${owner} ${deviceKey}`);
    }

    /** Notes that a binding is to move from one device to another, and that it is created there before it is deleted here. */
    noteMove(owner: string, from: string, to: string): void {
        this.moves.set(`${owner} ${to}`, from);
    }

    /** The device that the named binding is to leave and that still has the account, as far as this run knows. */
    stillHasIt(owner: string, deviceKey: string, userPrincipalName: string): string | undefined {
        const from = this.moves.get(`${owner} ${deviceKey}`);
        const has = from && this.knows(from, userPrincipalName) && !this.hasGivenUp(from, userPrincipalName);
        return has ? from : undefined;
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
