import { LanguageKeys } from "../auth/languageKeys";
import { createTokenSource } from "../auth/tokenSource";
import { DeviceService } from "../graph/deviceService";
import { createHttpClient } from "../http/createHttpClient";
import { LanguageService } from "../language/languageService";
import type { LifecycleContext } from "../lifecycle/context";
import type { Declarations } from "../lifecycle/declarations";
import { memberKey } from "../lifecycle/projectResourceAssignment/check";
import { type Clock, systemClock } from "../polling/clock";

/** What the services are made of. */
export interface ServicesOptions {
    /** The configuration value `azure-assignments:languageKeys`: JSON text, host to key. */
    keys?: string;
    /** Which assignment of this run declares which member. */
    members: Declarations;
    /** Says one line to the person who waits. */
    say: (line: string) => void;
    /** Default: wall time. */
    clock?: Clock;
}

/** Makes both services, with one pipeline, one set of credentials and one clock. */
export function createServices(options: ServicesOptions): Pick<LifecycleContext, "clock" | "language" | "graph"> {
    const { members, say, clock = systemClock } = options;
    const keys = new LanguageKeys({ env: process.env, config: options.keys });
    const http = createHttpClient({ tokens: createTokenSource({ clock }), keys, clock });
    const language = new LanguageService({
        http,
        clock,
        say,
        declaredByOther: (project, id, owner) => members.otherOwner(memberKey(project, id), owner),
    });
    return { clock, language, graph: new DeviceService(http, clock) };
}
