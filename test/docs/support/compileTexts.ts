import { basename, join } from "node:path";
import ts from "typescript";
import { repository } from "../../packaging/support/repository";
import { userOptions } from "./userOptions";

/** Compiles texts as programs in the root of the repository; answers, for each, what the compiler has to say against it. */
export function compileTexts(texts: readonly string[]): string[][] {
    const files = new Map(texts.map((text, index) => [join(repository, `snippet${index}.ts`), text]));
    const host = ts.createCompilerHost(userOptions);
    const { getSourceFile, fileExists, readFile } = host;
    host.fileExists = (name) => files.has(name) || fileExists(name);
    host.readFile = (name) => files.get(name) ?? readFile(name);
    host.getSourceFile = (name, ...rest) => {
        const text = files.get(name);
        return text === undefined
            ? getSourceFile(name, ...rest)
            : ts.createSourceFile(name, text, ts.ScriptTarget.ES2020);
    };
    const program = ts.createProgram([...files.keys()], userOptions, host);
    const found = ts.getPreEmitDiagnostics(program);
    return [...files.keys()].map((name) =>
        found.filter(({ file }) => file?.fileName === name).map((diagnostic) => describe(diagnostic, basename(name))),
    );
}

function describe({ file, start, messageText }: ts.Diagnostic, name: string): string {
    const line = (file?.getLineAndCharacterOfPosition(start ?? 0).line ?? 0) + 1;
    return `${name}:${line}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
}
