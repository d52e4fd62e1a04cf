import { constantPatience } from "../core/adaptiveDebounce";
import { Batcher } from "../core/batcher";
import type { Clock } from "../core/clock";
import { type Deadline, inTime, latestDeadline } from "../core/deadline";
import { followLinks, isPage, type Page } from "../http/links";
import type { ServiceResponse } from "../http/types";
import { canonicalArmId } from "../validation/ids";
import type { AssignedResource } from "./members";

/** Lists assigned resources over all pages, each once; `action` begins the sentence of an error. */
export async function listPages(
    action: string,
    firstUrl: string,
    send: (url: string) => Promise<ServiceResponse>,
): Promise<AssignedResource[]> {
    const entries = await followLinks(action, firstUrl, send, readPage);
    return [...new Map(entries.map((entry) => [canonicalArmId(entry.azureResourceId), entry])).values()];
}

/** Whether an answer has the shape of a list page. */
export function isListPage(body: unknown): boolean {
    return isPage(body, "nextLink");
}

function readPage(body: unknown): Page<AssignedResource> {
    const { value, nextLink } = body as { value: unknown[]; nextLink?: unknown };
    const entries = value
        .filter(isEntry)
        .map(({ azureResourceId, region }) => ({ azureResourceId, region: typeof region === "string" ? region : "" }));
    return { entries, next: nextLink };
}

function isEntry(entry: unknown): entry is { azureResourceId: string; region?: unknown } {
    const id = (entry as { azureResourceId?: unknown } | null)?.azureResourceId;
    return typeof id === "string" && id !== "";
}

/** A list waits for others that want it too for as long as the last one took, within these bounds. */
const longestWaitInMs = 20;
const shortestWaitInMs = 4;

/** A wish for the list. */
interface Ask {
    deadline: Deadline;
    /** The ARM ids that matter; undefined where any might. */
    sought?: readonly string[];
}

/** Serves everyone who asks for one project's list within some milliseconds from one request, made after the last of them asked. */
export class SharedList<T> {
    private readonly batcher: Batcher<Ask, T[]>;
    private lastTookInMs = longestWaitInMs;

    constructor(
        private readonly clock: Clock,
        private readonly fetchList: (deadline: Deadline, sought?: readonly string[]) => Promise<T[]>,
    ) {
        const patience = () =>
            constantPatience(Math.min(Math.max(this.lastTookInMs, shortestWaitInMs), longestWaitInMs));
        this.batcher = new Batcher({ clock, patience, run: (asks) => this.fetchFor(asks) });
    }

    /**
     * Resolves to a list that was asked for no earlier than now. It is tried for until the latest deadline of those who
     * share it; each of them waits no longer than its own. `sought` are the ARM ids whose presence matters. Default: any might.
     */
    list(deadline: Deadline, sought?: readonly string[]): Promise<T[]> {
        return inTime(this.batcher.submit({ deadline, sought }), deadline, "The project's list");
    }

    private fetchFor(asks: readonly Ask[]): Promise<T[]>[] {
        const sought = asks.flatMap((ask) => ask.sought ?? []);
        const isAnySought = asks.some((ask) => ask.sought === undefined);
        const answer = this.fetch(
            latestDeadline(asks.map(({ deadline }) => deadline)),
            isAnySought ? undefined : sought,
        );
        return asks.map(() => answer);
    }

    private async fetch(deadline: Deadline, sought?: readonly string[]): Promise<T[]> {
        const startedAt = this.clock.now();
        try {
            return await this.fetchList(deadline, sought);
        } finally {
            this.lastTookInMs = this.clock.now() - startedAt;
        }
    }
}

/** More looks than this are not taken at a list that changes all the time. */
const mostLooks = 4;

/** A list as it was read, and over how many pages. */
export interface PagedList<T> {
    entries: T[];
    pages: number;
}

/**
 * Reads a list so that what it leaves out is surely not there. Pages are not of one moment: if someone removes an entry
 * from the first page before the second is read, the entry between them is on neither. So a list of several pages is read
 * until it is twice the same, in a row, or shows all that are `sought`, by their keys: nothing can be wrong about what it shows.
 * One that changes all the time is `unsteady`: an error, or (the default) what the last look showed.
 */
export async function steadyList<T>(
    read: () => Promise<PagedList<T>>,
    keyOf: (entry: T) => string,
    sought?: readonly string[],
    unsteady?: () => Error,
): Promise<T[]> {
    const keysOf = ({ entries }: PagedList<T>) => entries.map(keyOf).sort();
    let last = await read();
    for (let looks = 1; last.pages > 1 && !showsAll(keysOf(last), sought); looks++) {
        if (looks >= mostLooks) {
            if (unsteady) {
                throw unsteady();
            }
            break;
        }
        const next = await read();
        if (keysOf(next).join("\n") === keysOf(last).join("\n")) {
            return next.entries;
        }
        last = next;
    }
    return last.entries;
}

function showsAll(keys: readonly string[], sought: readonly string[] | undefined): boolean {
    const shown = new Set(keys);
    return sought?.every((key) => shown.has(key)) ?? false;
}
