#!/usr/bin/env node
// Kept as it is, beside the compiled code: npm links a command only if its file is there when a clone is installed, before the build.
require("../dist/doctor/cli.js");
