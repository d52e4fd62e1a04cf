// Asks a server at TEST_ORIGIN for something, for a test that decides whose certificates this process trusts; prints what came of it.
import { systemClock } from "#provider/core/clock";
import { testClient } from "../../support/testClient";

const { send } = testClient(systemClock, {});

send({ origin: process.env.TEST_ORIGIN, method: process.env.TEST_METHOD as "GET" | "POST" }).then(
    ({ status }) => console.log(JSON.stringify({ status })),
    ({ name, code, message }) => console.log(JSON.stringify({ name, code, message })),
);
