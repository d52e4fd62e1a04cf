import { expect } from "chai";
import { Deadline } from "#provider/core/deadline";
import { LanguageService } from "#provider/language/languageService";
import { MemberNames } from "#provider/language/members";
import type { ProjectAddress } from "#provider/language/projectAddress";
import { errorOf } from "../support/testClient";
import { virtualClock } from "../support/virtualClock";
import { fakeHttp, good } from "./support/fakeHttp";

const address: ProjectAddress = {
    endpoint: "https://contoso.cognitiveservices.azure.com",
    projectName: "EmailApp",
    projectKind: "conversations",
    apiVersion: "2022-10-01-preview",
};

function serviceOf(change: object = {}) {
    const clock = virtualClock();
    const http = fakeHttp(good({ value: [] }));
    const names = new MemberNames();
    const language = new LanguageService({ http, clock, names, say: () => {}, declaredByOther: () => undefined });
    const project: ProjectAddress = { ...address, ...change };
    const deadline = new Deadline(clock, 60_000);
    const permission = () => ({ allowed: false, advice: "" });
    const work = {
        project,
        owner: "a",
        assign: [],
        reassign: [],
        unassign: [],
        unverified: [],
        permission,
    };
    return {
        http,
        list: () => language.list(project, deadline),
        submit: () => language.submit({ ...work, deadline }),
    };
}

describe("LanguageService", () => {
    for (const verb of ["list", "submit"] as const) {
        it(`${verb}: signs in while it waits for others`, async () => {
            const { http, ...service } = serviceOf();
            const done = service[verb]();
            expect(http.ahead).to.deep.equal([
                `${address.endpoint} https://cognitiveservices.azure.com/.default or a key`,
            ]);
            expect(http.sent).to.have.length(0);
            await done;
            expect(http.sent).to.have.length(1);
        });
    }

    for (const change of [{ endpoint: "contoso" }, { cloud: "usgovernmentdod" }]) {
        it(`tells in time what no request can be made of: ${JSON.stringify(change)}`, async () => {
            const { list, submit } = serviceOf(change);
            const { message } = await errorOf(list(), Error);
            expect(message).to.match(/Invalid URL|has no Azure AI Language/);
            expect((await submit()).error)
                .to.be.instanceOf(Error)
                .and.have.property("message", message);
        });
    }
});
