// SPDX-License-Identifier: Apache-2.0
/** Experiments of one command each: what is expected is stated first, then judged by runs. */
@NullMarked
package io.rtnlab.lab.experiment;

import org.jspecify.annotations.NullMarked;
