// Loaded into every process that the benchmark starts: none outlives the one that started it, or its time.
process.on('disconnect', () => process.exit());
setTimeout(() => process.exit(1), Number(process.env.BENCH_LIFE_MS)).unref();
