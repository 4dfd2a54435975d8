// The page of newcomers: the box in which somebody says hello is a composer like any other.
import { start } from "./composer/composer.js";

start(document.getElementById("composer"));
