// Written for any Node.js, however old: it is to say so.
var version = process.versions.node.split(".");
var major = Number(version[0]);
if (major < 20 || (major === 20 && Number(version[1]) < 19)) {
    process.stderr.write(
        "The plugin azure-assignments needs Node.js 20.19 or later. This is " +
            process.version +
            " (" +
            process.execPath +
            ").\n",
    );
    process.exit(1);
}
require("./provider.cjs");
