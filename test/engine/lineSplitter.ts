/** Cuts pieces of text into lines; `end` delivers a last line that has no line end. */
export class LineSplitter {
    private rest = "";

    constructor(private readonly onLine: (line: string) => void) {}

    write(text: string): void {
        const lines = (this.rest + text).split(/\r?\n/);
        this.rest = lines.pop() ?? "";
        for (const line of lines) {
            this.onLine(line);
        }
    }

    end(): void {
        if (this.rest !== "") {
            this.onLine(this.rest);
            this.rest = "";
        }
    }
}
