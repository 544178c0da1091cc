/** A run: load, probe and attribution put together, from settings to a document. */
@NullMarked
package io.rtnlab.lab.run;

import org.jspecify.annotations.NullMarked;
