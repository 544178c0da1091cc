/** JMH benchmarks of the parts. */
@NullMarked
package io.rtnlab.microbench;

import org.jspecify.annotations.NullMarked;
