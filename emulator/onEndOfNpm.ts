const intervalInMs = 200;

/**
 * Calls back once when the shell is gone that npm started this process in. npm passes a signal on to that shell alone,
 * which dies of it and leaves this process behind: `kill` of an `npm run` would not stop what it runs.
 */
export function onEndOfNpm(stop: () => void): void {
    // Elsewhere a parent may leave on purpose: `nohup`, a shell's `&`.
    if (!process.env.npm_lifecycle_event) {
        return;
    }
    const shell = process.ppid;
    const timer = setInterval(() => {
        // Windows keeps the id of a parent that is gone; npm ends the whole tree there.
        if (process.ppid !== shell) {
            clearInterval(timer);
            stop();
        }
    }, intervalInMs);
    timer.unref();
}
