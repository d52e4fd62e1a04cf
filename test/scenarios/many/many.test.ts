import { expect } from "chai";
import { deviceId, devices, emailApp, members, room } from "../support/fixtures";
import { scenario } from "../support/scenario";
import type { Ran } from "../support/scene";
import type { Post } from "../support/sent";

const count = 50;
const numbers = Array.from({ length: count }, (_, index) => index + 1);

scenario("50 assignments and 50 bindings at once", __dirname, {
    seed: { projects: { [emailApp]: { resources: members("Stranger") } }, devices: devices(count) },
    config: {
        resources: members(...numbers.map((number) => `Lang${number}`)),
        deviceIds: numbers.map(deviceId),
    },
    parallel: 2 * count,
    async steps(scene) {
        const created = await scene.up({ create: 2 * count }, "any");
        expectFew(created, "assign", "bind");
        expect(scene.accounts(emailApp)).to.have.lengthOf(count + 1);
        expect(numbers.map((number) => scene.bound(deviceId(number)))).to.deep.equal(numbers.map(room));

        const { repeated, destroyed } = await scene.end();
        expect(repeated.requests).to.deep.equal([]);
        expectFew(destroyed, "unassign", "unbind");
    },
});

/** One action a device; for all members together some few jobs, however the engine times its calls. */
function expectFew(ran: Ran, job: Post, action: Post): void {
    const carried = ran.requests.filter(({ batch }) => !batch);
    expect(ran.posts.filter((post) => post === action)).to.have.lengthOf(count);
    expect(ran.posts.filter((post) => post === job)).to.have.lengthOf.within(1, 4);
    expect(carried.length, `HTTP requests for ${2 * count} resources`).to.be.below(count);
}
