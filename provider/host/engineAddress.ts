/** The engine's address, `host:port`, which it hands to a provider process as an argument; undefined in any other process. */
export function engineAddress(args: readonly string[] = process.argv.slice(2)): string | undefined {
    return args.find((argument) => /^(?:[A-Za-z0-9.-]+|\[[0-9a-fA-F:]+\]):\d{1,5}$/.test(argument));
}
