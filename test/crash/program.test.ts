import { describeCrashes } from "./describeCrashes";

describeCrashes("program");
