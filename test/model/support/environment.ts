import type { EmulatorOptions } from "#emulator/options";

/** The projects whose deployments the stack's configuration lets go. */
export type Leave = "none" | "Alpha" | "all";

/** The world that a sequence finds. */
export interface Environment {
    /** Spreads latencies and waits. */
    seed: number;
    options: Partial<EmulatorOptions>;
    /** Members that were there before the stack, as bits, by project. */
    members: readonly [number, number];
    /** Which of these members have a deployment, as bits, by project. */
    deployments: readonly [number, number];
    /** Whether each project has a deployment of which the service does not say where it is. */
    unlocated: boolean;
    /** What the configuration says at first. */
    leave: Leave;
    /** What each device has before the stack: nothing, a resource account, or a user. */
    devices: readonly ("nothing" | "account" | "user")[];
}
