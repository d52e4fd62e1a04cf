import { join } from "node:path";
import { expect } from "chai";
import { repository } from "../packaging/support/repository";
import { localLinksOf, textOf } from "./support/markdown";
import { textsOfPicture } from "./support/picture";

/** What the picture has of a step of the demo, as `scripts/demo/steps.ts` and `scripts/picture/excerpt.ts` have it. */
interface Step {
    title: string;
    before: string;
    after: string;
    holds: { resources: string[]; deployments: string[]; account?: string };
}
const { steps }: { steps: Step[] } = require(join(repository, "dist/demo/steps.js"));
const { shownSteps }: { shownSteps: number[] } = require(join(repository, "dist/picture/excerpt.js"));

describe("docs/demo.svg", () => {
    const picture = textOf("docs/demo.svg");
    const text = textsOfPicture().join(" ").replace(/\s+/g, " ");

    it("is in the README", () => {
        expect(localLinksOf(textOf("README.md"))).to.include("docs/demo.svg");
    });

    it("is a small picture with a title, made of text", () => {
        expect(picture.length).to.be.at.most(40 * 1024);
        expect(picture).to.match(
            /role="img" aria-labelledby="title"[\s\S]*<title id="title">npm run demo: .+<\/title>/,
        );
        expect(picture).not.to.match(/<image|<path|@font-face|https?:(?!\/\/www\.w3\.org\/2000\/svg)/);
    });

    it("shows at least two steps", () => {
        expect(shownSteps.length).to.be.at.least(2);
    });

    for (const number of shownSteps) {
        it(`shows step ${number} as the demo has it (else: npm run picture)`, () => {
            const step = steps[number - 1];
            const { resources = [], deployments = [], account } = step?.holds ?? {};
            expect(text).to.include(`${number}. ${step?.title} `);
            expect(text).to.include(step?.before);
            expect(text).to.include(step?.after);
            expect(text).to.include(`project EmailApp ${[...resources, ...deployments].join(", ")} `);
            expect(text).to.include(`device Room 12 ${account}`);
        });
    }
});
