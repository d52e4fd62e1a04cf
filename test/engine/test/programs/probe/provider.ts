import type * as pulumi from "@pulumi/pulumi";

// An undefined value in a partial resource's properties would leave Pulumi waiting for ever, hence the JSON round trips.
// Pulumi stores this provider as text: every method stands alone and uses nothing but its arguments and globals.

interface Running {
    probesRunning?: number;
    probeConfig?: { get(key: string): string | undefined };
}

/** A provider that talks to nothing, does as the resource's inputs say, and prints every call. */
export const probeProvider: pulumi.dynamic.ResourceProvider = {
    async configure(request) {
        (globalThis as Running).probeConfig = request.config as unknown as { get(key: string): string | undefined };
    },

    async check(_olds, news) {
        console.log(`check ${news.probe} ${JSON.stringify(news.value)}`);
        if (news.fail?.check) {
            throw new Error(news.fail.check);
        }
        const failures = Object.entries<string>(news.refuse ?? {}).map(([property, reason]) => ({ property, reason }));
        return { inputs: news, failures };
    },

    async diff(_id, olds, news) {
        console.log(`diff ${news.probe} ${JSON.stringify(olds.value)} ${JSON.stringify(news.value)}`);
        if (news.fail?.diff) {
            throw new Error(news.fail.diff);
        }
        if (news.noOpinion) {
            return {};
        }
        const differs = (key: string) => JSON.stringify(olds[key]) !== JSON.stringify(news[key]);
        return {
            changes: differs("value") || differs("fixed"),
            replaces: differs("fixed") ? ["fixed"] : [],
            deleteBeforeReplace: news.deleteFirst === true,
        };
    },

    async create(inputs) {
        const shared = globalThis as Running;
        shared.probesRunning = (shared.probesRunning ?? 0) + 1;
        const deadline = Date.now() + (inputs.createInMs ?? 0);
        if (inputs.tellPid) {
            console.log(`provider is process ${process.pid}`);
        }
        console.log(`create ${inputs.probe}`);
        while (Date.now() < deadline && !(inputs.together && shared.probesRunning >= inputs.together)) {
            await new Promise((resolve) => setTimeout(resolve, 5));
        }
        console.log(`created ${inputs.probe} with ${shared.probesRunning} running`);
        if (inputs.together) {
            await new Promise((resolve) => setTimeout(resolve, 20));
        }
        shared.probesRunning -= 1;
        if (inputs.print) {
            console.error(inputs.print);
        }
        if (inputs.fail?.create) {
            throw new Error(inputs.fail.create);
        }
        const seen = (inputs.config ?? []).map((key: string) => shared.probeConfig?.get(key) ?? null);
        const id = `id-${inputs.probe}-${inputs.fixed ?? 0}`;
        const outs = { ...inputs, stamp: `created ${JSON.stringify(inputs.value)}`, seen };
        if (inputs.partial?.create) {
            const properties = JSON.parse(JSON.stringify(outs));
            throw Object.assign(new Error("partial"), { id, properties, reasons: inputs.partial.create });
        }
        return { id, outs };
    },

    async update(id, olds, news) {
        console.log(`update ${news.probe} ${JSON.stringify(olds.value)} ${JSON.stringify(news.value)}`);
        if (news.fail?.update) {
            throw new Error(news.fail.update);
        }
        const outs = { ...news, seen: olds.seen, stamp: `updated ${JSON.stringify(news.value)}` };
        if (news.partial?.update) {
            const properties = JSON.parse(JSON.stringify({ ...outs, value: olds.value }));
            throw Object.assign(new Error("partial"), { id, properties, reasons: news.partial.update });
        }
        return { outs };
    },

    async read(id, props) {
        console.log(`read ${id}`);
        if (props?.fail?.read) {
            throw new Error(props.fail.read);
        }
        const world = JSON.parse(process.env.ENGINE_TEST_WORLD ?? "{}")[props?.probe];
        if (world === null) {
            return { id: "", props: {} };
        }
        if (world === undefined) {
            return { id, props };
        }
        const { stamp: _stamp, seen: _seen, ...inputs } = { ...props, ...world };
        return { id, props: { ...props, ...world }, inputs };
    },

    async delete(id, props) {
        const seen = (props.config ?? []).map((key: string) => (globalThis as Running).probeConfig?.get(key));
        console.log(["delete", id, ...seen].join(" "));
        if (props.fail?.delete) {
            throw new Error(props.fail.delete);
        }
    },
};
