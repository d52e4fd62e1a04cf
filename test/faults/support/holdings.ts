import type { Harness } from "../../harness/harness";
import type { Program } from "../../harness/stackState";
import { initialSeed, projectKey } from "./programs";
import type { SpiedBench } from "./spiedBench";

/** What the services hold, as a text to compare: member by member with its region, device by device with its account. */
export function held({ emulator }: SpiedBench): string {
    return describe(membersOf(emulator), accountsOf(emulator));
}

/** What they hold before anything of ours, and must hold after it. */
export const initiallyHeld = describe(
    (initialSeed.projects?.[projectKey]?.resources ?? []).map(({ azureResourceId, region = "" }) => [
        azureResourceId,
        region,
    ]),
    Object.keys(initialSeed.devices ?? {}).map((id) => [id, ""]),
);

/** What is declared and not there, or there and neither declared nor there before. */
export function reached({ emulator }: SpiedBench, program: Program): string[] {
    const declared = Object.values(program).map(({ args }) => args);
    const members = declared.flatMap(
        ({ resources }) => (resources ?? []) as { azureResourceId: string; region: string }[],
    );
    const bound = new Map(declared.map(({ deviceId, userPrincipalName }) => [deviceId, userPrincipalName]));
    const aliens = initialSeed.projects?.[projectKey]?.resources ?? [];
    const wanted = describe(
        [...aliens, ...members].map(({ azureResourceId, region = "" }) => [azureResourceId, region]),
        Object.keys(initialSeed.devices ?? {}).map((id) => [id, String(bound.get(id) ?? "")]),
    );
    const there = describe(membersOf(emulator), accountsOf(emulator));
    return there === wanted ? [] : [`the services hold ${there} instead of ${wanted}`];
}

/** What of ours the services hold and the state does not know of: nobody would ever clean it up. */
export function forgotten({ emulator }: SpiedBench, { state }: Harness): string[] {
    const remembered = JSON.stringify(state).toLowerCase();
    const aliens = JSON.stringify(initialSeed).toLowerCase();
    const ours = [...membersOf(emulator), ...accountsOf(emulator)].filter(([id, account]) =>
        id.startsWith("/") ? !aliens.includes(`${id.toLowerCase()}"`) : account !== "",
    );
    return ours.filter(([id]) => !remembered.includes(id.toLowerCase())).map(([id]) => `state has forgotten ${id}`);
}

type Holding = [id: string, what: string];

function membersOf({ world }: SpiedBench["emulator"]): Holding[] {
    world.jobs.settle(world.now());
    const members = world.projects.get(projectKey)?.members.current ?? [];
    return members.map(({ azureResourceId, region }) => [azureResourceId, region]);
}

function accountsOf({ world }: SpiedBench["emulator"]): Holding[] {
    return [...world.devices.values()].map(({ id, account }) => [id, account.current?.userPrincipalName ?? ""]);
}

function describe(members: readonly Holding[], accounts: readonly Holding[]): string {
    const names = members.map(([id, region]) => `${id.slice(id.lastIndexOf("/") + 1)} in ${region}`).sort();
    const bound = accounts.filter(([, upn]) => upn !== "").map(([id, upn]) => `${upn} on ${id}`);
    return [...names, ...bound.sort()].join(", ");
}
