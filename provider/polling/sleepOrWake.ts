import type { Clock } from "./clock";

/** Sleeps `ms`, or until `wake` is aborted: then it resolves to true. Rejects with the signal's reason when that is aborted. */
export async function sleepOrWake(clock: Clock, ms: number, wake: AbortSignal, signal?: AbortSignal): Promise<boolean> {
    if (wake.aborted) {
        return true;
    }
    const nap = new AbortController();
    const stop = () => nap.abort(signal?.reason);
    const rouse = () => nap.abort("woken");
    if (signal?.aborted) {
        stop();
    }
    signal?.addEventListener("abort", stop, { once: true });
    wake.addEventListener("abort", rouse, { once: true });
    try {
        await clock.sleep(ms, nap.signal);
        return false;
    } catch (error) {
        if (!wake.aborted || signal?.aborted) {
            throw error;
        }
        return true;
    } finally {
        signal?.removeEventListener("abort", stop);
        wake.removeEventListener("abort", rouse);
    }
}
