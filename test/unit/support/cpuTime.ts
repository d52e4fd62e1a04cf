/**
 * The processor time of what is done with a text, the least of three: only ever compared with that of another text, in the
 * same run. The text is another one each time, since V8 remembers what it last replaced in a text.
 */
export function cpuTime(unit: string, length: number, work: (text: string) => unknown): number {
    const times = [1, 2, 3].map((turn) => {
        const text = unit.repeat(length / unit.length) + turn;
        const before = process.cpuUsage();
        work(text);
        const { user, system } = process.cpuUsage(before);
        // The kernel only guesses what part of the sum is whose.
        return user + system;
    });
    return Math.min(...times);
}
