import * as pulumi from "@pulumi/pulumi";
import { bindingOf, memberOf, project } from "../../support/names";

// The floor: as many dynamic resources with the same inputs, whose provider does nothing.
const provider: pulumi.dynamic.ResourceProvider = {
    async check(_olds, news) {
        return { inputs: news, failures: [] };
    },
    async diff() {
        return { changes: false };
    },
    async create(inputs) {
        return { id: "noop", outs: inputs };
    },
    async read(id, props) {
        return { id, props, inputs: props };
    },
    async update(_id, _olds, news) {
        return { outs: news };
    },
    async delete() {},
};

class Noop extends pulumi.dynamic.Resource {
    constructor(name: string, inputs: pulumi.Inputs) {
        super(provider, name, inputs, undefined, "bench", "Noop");
    }
}

const config = new pulumi.Config();
const endpoint = config.require("endpoint");
const isBinding = config.require("shape") === "bindings";

for (let index = 0; index < config.requireNumber("count"); index++) {
    new Noop(
        `noop-${index}`,
        isBinding
            ? { graphEndpoint: endpoint, ...bindingOf(index) }
            : { endpoint, projectName: project.name, resources: [memberOf(index)] },
    );
}
