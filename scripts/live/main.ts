import { setMaxListeners } from "node:events";
import { writeFileSync } from "node:fs";
import { createInterface } from "node:readline/promises";
import { secretValues } from "#provider/auth/secrets";
import { asError } from "#provider/core/errors";
import { SecretTexts } from "#provider/core/redaction";
import { anonymise } from "./anonymise";
import { type Check, Refusal } from "./check";
import { DeviceCheck } from "./deviceCheck";
import { Journal, type JournalEntry } from "./journal";
import { type LiveSettings, type LiveTarget, parseLiveCommand } from "./liveArguments";
import { ProjectCheck } from "./projectCheck";
import { type LiveServices, openServices } from "./services";

const help = `Usage: npm run live -- --endpoint URL --project NAME --member ID=REGION [--domain D] [options]
       npm run live -- --device GUID --account UPN [options]
       npm run live -- --undo [options]

Checks what this project takes for granted against the real services, once and reversibly: assigns one resource to a
project and unassigns it, or binds one account to a device and unbinds it. It refuses whatever it could not put back:
a resource that is assigned already, a project whose deployments could be lost, a device that shows an account or
user. It writes what it saw to a file, without names, ids or secrets. docs/live-check.md has the rest.

  --domain D             the resource's custom subdomain, if it is not its name
  --kind, --api-version, --cloud, --graph-endpoint
                         as for the doctor
  --timeout DURATION     how long each part may take; by default 10m
  --out FILE             where the recording goes; by default live-check.recording.json
  --journal FILE         what an interrupted run leaves to be undone; by default live-check.journal.json
  --yes                  do not ask
  --undo                 take back what an interrupted run has left, and nothing else

Exit code: 0 if all was as expected and is taken back, 1 if not, 2 if nothing was done.
`;

const secrets = new SecretTexts();
secrets.add(secretValues(process.env));

/** An exit that the process is to have. */
type Code = 0 | 1 | 2;

async function main(): Promise<Code> {
    const command = parseLiveCommand(process.argv.slice(2));
    switch (command.verb) {
        case "help":
            console.log(help);
            return 0;
        case "refuse":
            return refuse(...command.reasons, "--help shows what there is");
        case "undo":
            return undoEarlier(command.settings);
        case "check":
            return runCheck(command.target, command.settings);
    }
}

async function runCheck(target: LiveTarget, settings: LiveSettings): Promise<Code> {
    const journal = new Journal(settings.journal);
    const left = journal.read();
    const stop = new AbortController();
    // Every wait listens to it.
    setMaxListeners(0, stop.signal);
    const services = open(settings, stop.signal);
    if (left) {
        return refuse(...(await storyOf(left, checkOf(left.target, services, left))), "Take it back with --undo.");
    }
    const entry: JournalEntry = { version: 1, startedAt: new Date().toISOString(), target };
    const check = checkOf(target, services, undefined, (jobId) => journal.write({ ...entry, jobId }));
    await check.look();
    if (!(await isConfirmed(check.story, settings))) {
        return refuse("nothing was done");
    }
    stopOnSignal(stop, check);
    journal.write(entry);
    const failure = await failureOf(() => check.change());
    if (failure) {
        say(`the check failed: ${stop.signal.aborted ? "it was asked to stop" : failure.message}`);
    }
    const isBack = await takeBack(check, journal);
    const unwritten = await failureOf(async () => record(target, services, settings));
    if (unwritten) {
        say(`the recording could not be written: ${unwritten.message}`);
    }
    return failure || !isBack || unwritten ? 1 : 0;
}

/** What an earlier run has left, by its journal and by what the service shows. */
async function storyOf({ startedAt }: JournalEntry, check: Check): Promise<string[]> {
    const said = [`an earlier run, of ${startedAt}, did not end: ${check.remains}.`];
    const failure = await failureOf(async () => {
        said.push(await check.describe());
    });
    return failure ? [...said, failure.message] : said;
}

async function undoEarlier(settings: LiveSettings): Promise<Code> {
    const journal = new Journal(settings.journal);
    const left = journal.read();
    if (!left) {
        say(`there is nothing to undo: ${journal.path} does not exist`);
        return 0;
    }
    const check = checkOf(left.target, open(settings, new AbortController().signal), left);
    const story = [...(await storyOf(left, check)), "That is taken back, and nothing else."].join(" ");
    if (!(await isConfirmed(story, settings))) {
        return refuse("nothing was done");
    }
    return (await takeBack(check, journal)) ? 0 : 1;
}

/** Says what is left where it cannot; the journal stays for a later --undo then. */
async function takeBack(check: Check, journal: Journal): Promise<boolean> {
    say("taking it back");
    const failure = await failureOf(() => check.undo());
    if (failure) {
        say(`${check.remains}: ${failure.message}. ${journal.path} stays: --undo tries again.`);
        return false;
    }
    journal.remove();
    say("everything is as it was before");
    return true;
}

function checkOf(
    target: LiveTarget,
    services: LiveServices,
    earlier?: JournalEntry,
    onJob?: (jobId: string) => void,
): Check {
    return target.kind === "project"
        ? new ProjectCheck(services, target, earlier, onJob)
        : new DeviceCheck(services, target);
}

function open({ timeoutInMs }: LiveSettings, stop: AbortSignal): LiveServices {
    return openServices({ timeoutInMs, stop, say, learnSecrets: (texts) => secrets.add(texts) });
}

/** Signals that come together are one: npm passes on what the terminal sends to both. */
const oneSignalInMs = 1_000;

/** The first Ctrl-C ends the check and takes back what it did; the second ends the process, which leaves that to --undo. */
function stopOnSignal(stop: AbortController, check: Check): void {
    let stoppedAt = 0;
    const onSignal = () => {
        if (!stop.signal.aborted) {
            stoppedAt = performance.now();
            say("asked to stop");
            stop.abort(new Error("asked to stop"));
        } else if (performance.now() - stoppedAt > oneSignalInMs) {
            say(`stopped: ${check.remains}. --undo takes it back.`);
            process.exit(1);
        }
    };
    process.on("SIGINT", onSignal);
    process.on("SIGTERM", onSignal);
}

async function isConfirmed(story: string, { yes }: LiveSettings): Promise<boolean> {
    say(story);
    if (yes) {
        return true;
    }
    if (!process.stdin.isTTY) {
        say("there is nobody to ask: --yes says that it may be done");
        return false;
    }
    const asking = createInterface({ input: process.stdin, output: process.stdout });
    const answer = await asking.question("Type yes to go on: ");
    asking.close();
    return answer.trim().toLowerCase() === "yes";
}

/** Writes what was seen, whatever came of it; what could tell whose it is stays out. */
function record(target: LiveTarget, { recorder }: LiveServices, { recording }: LiveSettings): void {
    const redacted = (_: string, value: unknown) => (typeof value === "string" ? secrets.redact(value) : value);
    writeFileSync(recording, `${JSON.stringify(anonymise(target, recorder.exchanges), redacted, 2)}\n`);
    say(`what was seen is in ${recording}`);
}

async function failureOf(work: () => Promise<void>): Promise<Error | undefined> {
    try {
        await work();
        return undefined;
    } catch (error) {
        return asError(error);
    }
}

function say(line: string): void {
    console.log(`live: ${secrets.redact(line)}`);
}

function refuse(...reasons: string[]): Code {
    for (const reason of reasons) {
        console.error(`live: ${secrets.redact(reason)}`);
    }
    return 2;
}

main().then(
    (code) => {
        process.exitCode = code;
    },
    (error: unknown) => {
        // What changes something has its own end: here nothing was done.
        process.exitCode = refuse(error instanceof Refusal ? `refused: ${error.message}` : asError(error).message);
    },
);
