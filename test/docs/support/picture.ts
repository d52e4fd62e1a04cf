import { textOf } from "./markdown";

const entities: Readonly<Record<string, string>> = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };

/** The lines of text in the picture of the demo, blank ones aside. */
export function textsOfPicture(): string[] {
    const texts = [...textOf("docs/demo.svg").matchAll(/<text [^>]*>([^<]*)<\/text>/g)];
    return texts.map(([, text = ""]) => text.replace(/&\w+;/g, (entity) => entities[entity] ?? entity));
}
