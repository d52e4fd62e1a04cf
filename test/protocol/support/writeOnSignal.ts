/*
 * Loaded before a script by `node --require`: at SIGUSR2 the script writes a line to its standard output.
 */
process.on("SIGUSR2", () => console.log("a line"));
