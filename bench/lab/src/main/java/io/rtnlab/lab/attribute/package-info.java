/** Recordings that others made, put through the same attribution as a run of our own. */
@NullMarked
package io.rtnlab.lab.attribute;

import org.jspecify.annotations.NullMarked;
