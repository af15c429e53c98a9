import { type CommunitySettings, createTopicTree } from '@entraide/core';
import { Command } from 'commander';
import { modelFile, writeModel } from '../topics/model-file.js';
import { readExamples } from '../topics/read-examples.js';
import { examplesMin, type TopicExample, trainTopicModel, withEnough } from '../topics/topic-model.js';
import { CliError } from './cli-error.js';
import { type Deployment, type Flags, resolveDeployment } from './deployment.js';
import { openStorage } from './open-storage.js';
import { configOption, dataOption } from './options.js';

interface TrainFlags extends Flags {
  community: string;
}

/** `entraide topics`: what a community's classifier learns from. */
export function topicsCommand(): Command {
  return new Command('topics').description("teach a community's topic classifier").addCommand(trainCommand());
}

function trainCommand(): Command {
  return new Command('train')
    .description('learn topics from the answered conversations of a community')
    .requiredOption('--community <id>', 'the community')
    .addOption(configOption())
    .addOption(dataOption())
    .addHelpText(
      'after',
      `
Examples:
  entraide topics train --community shop
  DATABASE_URL=postgres://entraide@db/entraide entraide topics train --community shop --data /var/lib/entraide

Learns from conversations that were closed as served and whose topic a person named: the visitor, or a coach who passed
it on. Topics with fewer than ${examplesMin} of them are left out. The model is kept in the data folder, as topics/<community>.json;
a server whose settings say \`classifier: {}\` for the community uses it from its next start. Run it again after
erasing conversations: what was erased is not learnt.`,
    )
    .action(async (flags: TrainFlags) => {
      const deployment = await resolveDeployment(flags, { env: process.env, cwd: process.cwd() });
      await train(deployment, communityOf(deployment, flags.community));
    });
}

function communityOf({ settings }: Deployment, id: string): CommunitySettings {
  const found = settings.communities.find((served) => served.settings.id === id);
  if (found) return found.settings;
  const known = settings.communities.map((served) => served.settings.id).join(', ');
  throw new CliError(`unable to train; there is no community ${id}`, {
    todo: known ? `The settings describe ${known}.` : 'Name the settings file with --config.',
  });
}

async function train({ database, dataDir }: Deployment, settings: CommunitySettings): Promise<void> {
  const examples = await readAll(database, settings);
  const kept = withEnough(examples);
  const topics = new Set(kept.map(({ topic }) => topic));
  console.error(
    `${settings.id}: ${examples.length} answered questions with a topic, ${kept.length} of them to learn from`,
  );
  if (topics.size < 2)
    throw new CliError(
      `unable to train; ${topics.size} of ${new Set(examples.map(({ topic }) => topic)).size} topics have ${examplesMin} answered questions, two must`,
      { todo: 'Let visitors choose a topic, or coaches pass questions on to one, and train again later.' },
    );
  const file = modelFile(dataDir, settings.id);
  await writeModel(
    file,
    trainTopicModel(kept, { progress: ({ done, of }) => tell(`learning: pass ${done} of ${of} at most`) }),
  );
  endLine();
  console.error(`learnt ${topics.size} topics: ${[...topics].sort().join(', ')}`);
  console.log(file);
}

/** Topics that the community has dropped since are not learnt. */
async function readAll(database: Deployment['database'], settings: CommunitySettings): Promise<TopicExample[]> {
  const storage = openStorage(database);
  try {
    const { has } = createTopicTree(settings.topics);
    const progress = ({ events, examples }: { events: number; examples: number }) =>
      tell(`reading: ${events} events, ${examples} answered questions with a topic`);
    const examples = await readExamples(storage, { community: settings.id, progress });
    endLine();
    return examples.filter(({ topic }) => has(topic));
  } catch (error) {
    throw new CliError(`unable to train; ${(error as Error).message}`, { cause: error });
  } finally {
    await storage.close();
  }
}

/** One line that is written over at a terminal; nothing elsewhere, where it would be thousands. */
function tell(line: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${line}`);
}

function endLine(): void {
  if (process.stderr.isTTY) process.stderr.write('\n');
}
