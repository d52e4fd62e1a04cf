import ts from "typescript";
import { sourceFiles } from "./sources";

/** A place in the sources that says something to the user: an error, a warning that needs action, or a refused input. */
export interface Raised {
    /** Where, such as `provider/http/links.ts: new OriginError`; without a line, so that it names the place for longer. */
    place: string;
    /** The texts that stand at the place itself; `…` stands for what is filled in. */
    own: string[];
    /** Those, and the texts that may fill them in. */
    texts: string[];
}

/** What the packages can say to a user, and the codes of their errors. */
export interface Raisings {
    raised: Raised[];
    codes: string[];
}

/** Finds what some folders or files raise: by their syntax alone, which takes a fraction of what a type checker does. */
export function raisedIn(sources: readonly string[]): Raisings {
    const files = sources.flatMap((source) => sourceFiles(source)).map(([path, text]) => parse(path, text));
    const functions = new Map(files.flatMap(makersOf).map((made) => [nameOf(made), made]));
    const raised: Raised[] = [];
    const codes = new Set<string>();
    for (const file of files) {
        visit(file, (node) => {
            const site = siteOf(node, functions);
            if (site) {
                const [own, texts] = [textsOf(site.words, functions, 0), textsOf(site.words, functions, 4)];
                const isSentence = own.some((text) => /([a-z]+\W+){2}[a-z]/.test(text));
                raised.push({ place: `${file.fileName}: ${site.name}`, own: isSentence ? own : texts, texts });
            }
            codesOf(node).forEach((code) => {
                codes.add(code);
            });
        });
    }
    return { raised: raised.filter(({ texts }) => texts.length > 0), codes: [...codes].sort() };
}

/** What makes texts of what it is given: a function, or a class of errors. */
type Maker = ts.FunctionDeclaration | ts.ClassDeclaration;
type Functions = ReadonlyMap<string, Maker>;
type Variables = ReadonlyMap<string, ts.Expression[]>;

function parse(path: string, text: string): ts.SourceFile {
    return ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
}

function visit(node: ts.Node, see: (node: ts.Node) => void): void {
    see(node);
    ts.forEachChild(node, (child) => visit(child, see));
}

/** What is raised at a node, if anything: the expressions that its words come from. */
function siteOf(node: ts.Node, functions: Functions): { name: string; words: ts.Node } | undefined {
    if (ts.isPropertyAssignment(node) && /^(problem|reasons?)$/.test(node.name.getText())) {
        return { name: node.name.getText(), words: node.initializer };
    }
    if (ts.isReturnStatement(node) && node.expression && /Problem$/.test(functionOf(node))) {
        return { name: functionOf(node), words: node.expression };
    }
    if (ts.isNewExpression(node) && /Error$/.test(node.expression.getText())) {
        return { name: `new ${node.expression.getText()}`, words: node };
    }
    if (!ts.isCallExpression(node)) {
        return undefined;
    }
    const callee = node.expression.getText();
    const isOfErrors = node.expression.kind === ts.SyntaxKind.SuperKeyword && /Error$/.test(classOf(node));
    // What the doctor finds has a third argument: it is read in its report, which says itself what to do.
    const isRefusal = /(findings|problems)\.add$|^refuse$/.test(callee) && node.arguments.length < 3;
    if (isOfErrors || isRefusal || /\.warn$/.test(callee) || isErrorMaker(functions.get(callee))) {
        return { name: isOfErrors ? `${classOf(node)}'s super` : callee, words: node };
    }
    return undefined;
}

function classOf(node: ts.Node): string {
    return ts.isClassDeclaration(node) ? (node.name?.text ?? "") : node.parent ? classOf(node.parent) : "";
}

function functionOf(node: ts.Node): string {
    return ts.isFunctionDeclaration(node) ? (node.name?.text ?? "") : node.parent ? functionOf(node.parent) : "";
}

/** Whether a function makes an error of a text that it is given. */
function isErrorMaker(made: Maker | undefined): boolean {
    if (!made || ts.isClassDeclaration(made)) {
        return false;
    }
    const isText = made.parameters[0]?.type?.kind === ts.SyntaxKind.StringKeyword;
    return isText && /Error$/.test(made.type?.getText() ?? "");
}

/** The codes that a node gives to errors; what is shown instead of an error's class. */
function codesOf(node: ts.Node): string[] {
    const isCall = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.SuperKeyword;
    const isNew = ts.isNewExpression(node) && /Error$/.test(node.expression.getText());
    const [first] = isCall || isNew ? (node.arguments ?? []) : [];
    return first && ts.isStringLiteral(first) && /^[A-Z]\w+$/.test(first.text) ? [first.text] : [];
}

/** The texts of a node, and of the variables and functions that it names, so many steps far. */
function textsOf(node: ts.Node, functions: Functions, steps: number): string[] {
    const texts = new Set<string>();
    const seen = new Set<ts.Node>();
    const follow = (from: ts.Node, left: number): void => {
        visit(from, (inner) => {
            const text = literalText(inner);
            if (text !== undefined && /[a-z]{2}.*\s\S*[a-z]{2}/.test(text)) {
                texts.add(text);
            }
            const name = ts.isIdentifier(inner) && left > 0 ? inner.text : "";
            const made = functions.get(name);
            const variables = name ? variablesOf(inner.getSourceFile()).get(name) : undefined;
            for (const next of [...(variables ?? []), ...(made ? endsOf(made) : [])]) {
                if (!seen.has(next)) {
                    seen.add(next);
                    follow(next, left - 1);
                }
            }
        });
    };
    follow(node, steps);
    return [...texts];
}

/** The text of a literal, of a template, or of a sum of them. */
function literalText(node: ts.Node): string | undefined {
    if (ts.isStringLiteralLike(node)) {
        return node.text;
    }
    if (ts.isTemplateExpression(node)) {
        return node.head.text + node.templateSpans.map(({ literal }) => `…${literal.text}`).join("");
    }
    const isSum = ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken;
    return isSum ? `${literalText(node.left) ?? "…"}${literalText(node.right) ?? "…"}` : undefined;
}

function makersOf(file: ts.SourceFile): Maker[] {
    const isErrorClass = (node: ts.Node) => ts.isClassDeclaration(node) && /Error$/.test(nameOf(node));
    return file.statements.filter((node): node is Maker => ts.isFunctionDeclaration(node) || isErrorClass(node));
}

function nameOf(made: Maker): string {
    return made.name?.text ?? "";
}

/** What comes of a function, or what a class hands to the one it extends. */
function endsOf(made: Maker): ts.Expression[] {
    const found: ts.Expression[] = [];
    visit(made, (node) => {
        if (ts.isReturnStatement(node) && node.expression) {
            found.push(node.expression);
        }
        if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.SuperKeyword) {
            found.push(...node.arguments);
        }
    });
    return found;
}

const variables = new WeakMap<ts.SourceFile, Variables>();

/** What the variables of a file are set to, by their names. */
function variablesOf(file: ts.SourceFile): Variables {
    const known = variables.get(file);
    if (known) {
        return known;
    }
    const found = new Map<string, ts.Expression[]>();
    visit(file, (node) => {
        if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer) {
            found.set(node.name.text, [...(found.get(node.name.text) ?? []), node.initializer]);
        }
    });
    variables.set(file, found);
    return found;
}
