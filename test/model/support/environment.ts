import type { EmulatorOptions } from "#emulator/options";

/** The world that a sequence finds. */
export interface Environment {
    /** Spreads latencies and waits. */
    seed: number;
    options: Partial<EmulatorOptions>;
    /** Members that were there before the stack, as bits, by project. */
    members: readonly [number, number];
    /** What each device has before the stack: nothing, a resource account, or a user. */
    devices: readonly ("nothing" | "account" | "user")[];
}
