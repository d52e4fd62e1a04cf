type Method = (this: unknown, ...args: unknown[]) => unknown;

/** What is counted: look-ups and additions, units read, and the length of each pattern that is run over a text. */
const counted: [owner: object, name: string | symbol, weight: (self: unknown) => number][] = [
    [Map.prototype, "get", () => 1],
    [Set.prototype, "has", () => 1],
    [Set.prototype, "add", () => 1],
    [String.prototype, "charCodeAt", () => 1],
    [RegExp.prototype, Symbol.replace, (self) => (self as RegExp).source.length],
];

/** How many steps the work takes, by count, so that no clock and no other work on the machine has a say in it. */
export function countedWork(work: () => void): number {
    const counter = startCounting();
    try {
        work();
    } finally {
        counter.stop();
    }
    return counter.steps();
}

/** The same for work that waits; what else the process does meanwhile counts too. */
export async function countedAsyncWork(work: () => Promise<unknown>): Promise<number> {
    const counter = startCounting();
    try {
        await work();
    } finally {
        counter.stop();
    }
    return counter.steps();
}

function startCounting() {
    let steps = 0;
    const originals = counted.map(([owner, name]) => Object.getOwnPropertyDescriptor(owner, name));
    counted.forEach(([owner, name, weight], index) => {
        const original = originals[index]?.value as Method;
        const value: Method = function (...args) {
            steps += weight(this);
            return original.apply(this, args);
        };
        Object.defineProperty(owner, name, { ...originals[index], value });
    });
    return {
        steps: () => steps,
        stop() {
            counted.forEach(([owner, name], index) => {
                Object.defineProperty(owner, name, originals[index] ?? {});
            });
        },
    };
}
