/**
 * Turns results into text for people. Reads documents only, so an old run prints like a new one.
 */
@NullMarked
package io.rtnlab.lab.report;

import org.jspecify.annotations.NullMarked;
