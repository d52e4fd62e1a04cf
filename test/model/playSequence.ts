import type { FrontEndName } from "../harness/frontEnds/frontEnds";
import { changes } from "./rules/lookingChangesNothing";
import type { Sequence } from "./support/arbitraries";
import { declare } from "./support/declared";
import { removeBadMember, restore } from "./support/person";
import { Player, plainRun } from "./support/player";
import type { RunRecord } from "./support/runRecord";
import type { AssignmentSlot, Slots } from "./support/slots";
import { type Snapshot, takeSnapshot } from "./support/snapshot";
import { emptyTally } from "./support/tally";
import { badMember } from "./support/universe";

/** Longer than any job, any staleness and any doubt. */
const calmInMs = 2 * 60 * 60_000;

/** Plays a sequence; then, with nothing broken any more: up reaches the program, up again does nothing, and destroy leaves nothing. */
export async function playSequence(
    { environment, slots, actions }: Sequence,
    tally = emptyTally(),
    frontEnd?: FrontEndName,
): Promise<void> {
    const player = new Player(environment, slots, tally, frontEnd);
    tally.sequences += 1;
    for (const action of actions) {
        await player.play(action);
    }
    await calmDown(player);
    await mustSucceed(player, "up");
    // What was adopted with another region than declared is changed by the next up only, whose preview warns of it.
    await mustSucceed(player, "up");
    const again = await mustSucceed(player, "up");
    const done = again.report.steps.filter(({ op }) => op !== "same").map(({ op, name }) => `${op} ${name}`);
    const sent = again.requests.filter(changes).map(({ method, path }) => `${method} ${path}`);
    assertNone([...done, ...sent], "another up did something", player);
    await mustSucceed(player, "destroy");
    await player.clock.sleep(calmInMs);
    assertNone(leftBehind(player), "destroy left something of ours", player);
}

/** All faults end, all jobs too; people put back what is needed; the program asks for nothing impossible. */
async function calmDown(player: Player): Promise<void> {
    await player.clock.sleep(calmInMs);
    restore(player.emulator);
    player.ledger.doubt(removeBadMember(player.emulator), player.clock.now());
    await player.clock.sleep(calmInMs);
    player.slots = possible(player);
    player.leave = "all";
    if (player.ledger.doubtsFor(JSON.stringify(player.declared.program), player.clock.now()).size > 0) {
        await mustSucceed(player, "refresh");
    }
}

function possible({ slots: { assignments, bindings }, emulator }: Player): Slots {
    const { members } = takeSnapshot(emulator);
    return {
        assignments: assignments.map((slot) => ({
            ...slot,
            members: slot.members & ~(1 << badMember),
            existing: slot.existing === "keep" && isAsDeclared(slot, members) ? "keep" : "adopt",
            limits: "default",
        })),
        bindings: bindings.map((slot) => ({ ...slot, existing: "replace", limits: "default" })),
    };
}

/** Whether what is there of a place's members has the region that the program declares: to keep it otherwise would be refused. */
function isAsDeclared(slot: AssignmentSlot, there: Snapshot["members"]): boolean {
    const alone = { assignments: [{ ...slot, present: true }], bindings: [] };
    return [...declare(alone, "").members].every(([key, { region }]) => (there.get(key)?.region ?? region) === region);
}

/** Runs until it succeeds; only where the state still holds time limits that a slow job exceeds may that take several tries. */
async function mustSucceed(player: Player, operation: "up" | "refresh" | "destroy"): Promise<RunRecord> {
    for (let tries = 1; ; tries++) {
        const isHurried = JSON.stringify(player.harness.state).includes('"timeouts"');
        const record = await player.run(operation, plainRun);
        if (record.report.ok) {
            return record;
        }
        if (!isHurried || tries === 4) {
            throw new Error(`${operation} failed though nothing is broken any more\n${player.story.join("\n")}`);
        }
        await player.clock.sleep(calmInMs);
    }
}

/** What the stack put there and nobody else has touched since; a run that died may have left what no state knows of. */
function leftBehind({ ledger }: Player): string[] {
    return [...ledger.ours].filter((key) => !ledger.orphans.has(key));
}

function assertNone(found: readonly string[], words: string, player: Player): void {
    if (found.length > 0) {
        throw new Error(`${words}: ${found.join(", ")}\n${player.story.join("\n")}`);
    }
}
