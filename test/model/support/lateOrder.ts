/** Numbers for the harness that leave a program in its order and put the longest pause between its registrations. */
export function lateOrder(): number {
    return 1 - Number.EPSILON;
}
