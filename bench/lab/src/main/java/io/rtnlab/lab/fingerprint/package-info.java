/** What a figure was measured on: enough to tell two results apart, or to distrust one. */
@NullMarked
package io.rtnlab.lab.fingerprint;

import org.jspecify.annotations.NullMarked;
