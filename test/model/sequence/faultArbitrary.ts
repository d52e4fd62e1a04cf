import fc from "fast-check";
import type { Fault, FaultAction } from "#emulator/faults/fault";
import {
    anywhere,
    lieOnce,
    onBatches,
    onDeviceReads,
    onDeviceWrites,
    onJobs,
    onLists,
    onPosts,
    onTokens,
} from "./faultActions";

// The requests that a fault can strike: Language lists, assign, unassign, job; Graph get, assign, unassign, $batch; tokens.
const list = "/resources\\?";
const deployments = "/deployments\\?";
const job = "/jobs/";
const device = "windowsAutopilotDeviceIdentities/[^/]*$";
const assigns = ["/:assign", "/:unassign"];
const bindings = ["/assignResourceAccountToDevice", "/unassignResourceAccountFromDevice"];
const batch = "\\$batch";
const token = "/msi/token";
const all = [list, deployments, job, device, ...assigns, ...bindings, batch];

/** A fault at one kind of request, or at all of a method, once or as long as an operation lasts. */
export const faultArbitrary: fc.Arbitrary<Fault> = fc.oneof(
    { weight: 6, arbitrary: site(all, anywhere) },
    { weight: 3, arbitrary: site(assigns, onPosts) },
    { weight: 1, arbitrary: site([batch], onBatches) },
    { weight: 1, arbitrary: site(bindings, onDeviceWrites) },
    { weight: 1, arbitrary: site([device], onDeviceReads) },
    { weight: 2, arbitrary: site([job], onJobs) },
    { weight: 1, arbitrary: site([list], onLists) },
    { weight: 1, arbitrary: site([deployments], [...onLists, lieOnce]) },
    { weight: 1, arbitrary: site([token], onTokens) },
    { weight: 1, arbitrary: everywhere() },
);

/** Some faults at once; of those that say of something that it does not exist, one at most. */
export const faultsArbitrary: fc.Arbitrary<Fault[]> = fc
    .tuple(
        fc.array(faultArbitrary, { minLength: 1, maxLength: 6 }),
        fc.array(site([list, device], [lieOnce], [1]), { maxLength: 1 }),
    )
    .map(([faults, lies]) => [...lies, ...faults]);

function site(
    paths: readonly string[],
    actions: readonly FaultAction[],
    times: readonly number[] = [1, 1, 1, 2, 4, 12, 1_000],
): fc.Arbitrary<Fault> {
    return fc.record({
        match: fc.constantFrom(...paths).map((path) => ({ path })),
        action: late(actions),
        times: fc.constantFrom(...times),
    });
}

/** Strikes whatever is sent, or all that only looks, or all that changes. */
function everywhere(): fc.Arbitrary<Fault> {
    return fc.record({
        match: fc.constantFrom({}, { method: "GET" }, { method: "POST" }),
        action: late(anywhere),
        times: fc.constantFrom(1, 3, 10),
    });
}

/** Some faults come after a while. */
function late(actions: readonly FaultAction[]): fc.Arbitrary<FaultAction> {
    return fc
        .tuple(fc.constantFrom(...actions), fc.constantFrom(0, 0, 0, 0, 300, 9_000))
        .map(([action, delayMs]) => (delayMs === 0 || action.delayMs ? action : { ...action, delayMs }));
}
