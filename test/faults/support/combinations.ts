/** All ways to choose one value for each name. */
export function combinations<T extends Record<string, readonly unknown[]>>(
    choices: T,
): { [K in keyof T]: T[K][number] }[] {
    const names = Object.keys(choices);
    const all = names.reduce<Record<string, unknown>[]>(
        (chosen, name) => chosen.flatMap((one) => (choices[name] ?? []).map((value) => ({ ...one, [name]: value }))),
        [{}],
    );
    return all as { [K in keyof T]: T[K][number] }[];
}
