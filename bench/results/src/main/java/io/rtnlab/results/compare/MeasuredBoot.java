// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.compare;

import io.rtnlab.results.RunDocument;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One boot of one kernel, or one start of the process on one host: the replicate of a comparison.
 *
 * @param folder of its run
 * @param block from 1: boots of one block ran after one another in random order; 0 where the boots
 *     were not ordered in blocks
 * @param seconds of the whole boot; null where it was not measured
 * @param configuration text of the kernel's configuration; null where it was not kept
 */
public record MeasuredBoot(
    Path folder,
    int block,
    RunDocument run,
    @Nullable Double seconds,
    @Nullable String configuration) {}
