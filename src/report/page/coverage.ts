import type { Definition } from '../../asl/definition/definition';
import { provenanceOf } from '../../model/provenance';
import type { CoverageMeasure, MachineCoverage } from '../../service/coverage/coverage';
import { MEASURES } from '../../service/coverage/coverageText';
import { drawGraph, type Drawing } from '../graph/draw';
import { inline } from '../markup';
import { coverageMarks } from '../subject/coverageMarks';
import type { Marks } from '../subject/marks';
import { htmlPage } from './frame';
import { figure, legend } from './sections';

/** What the tests have reached of state machines, as a page. */
export function coveragePage(machines: readonly MachineCoverage[], title = 'What the tests have reached'): string {
  const total = (of: (machine: MachineCoverage) => CoverageMeasure): string => {
    const all = machines.map(of);
    const sum = (count: (measure: CoverageMeasure) => number): number => all.reduce((n, each) => n + count(each), 0);
    return `${sum(({ covered }) => covered)} of ${sum((each) => each.total)}`;
  };
  const facts = [
    ['State machines', String(machines.length)],
    ['States', total(({ states }) => states)],
    ['Transitions', total(({ transitions }) => transitions)],
    ['States that a redrive has resumed', total(({ resumed }) => resumed)],
  ].map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`);
  return htmlPage({
    title,
    header: `<header><p class="eyebrow">Coverage of state machines</p><div class="head"><h1>${inline(title)}</h1></div><dl class="facts">${facts.join('')}</dl></header>`,
    main: machines.length === 0 ? '<p>Nothing has run a state machine.</p>' : machines.map(machineSection).join('\n'),
  });
}

/** The states of a machine, and which of them were reached. */
export function drawCoverage(machine: MachineCoverage): { readonly drawing: Drawing; readonly marks: Marks } {
  const definition = provenanceOf(machine)!.definition as Definition;
  const marks = coverageMarks(definition, machine);
  return { drawing: drawGraph({ definition, marks, isDefinitionKnown: true }), marks };
}

function machineSection(machine: MachineCoverage, at: number): string {
  const { drawing, marks } = drawCoverage(machine);
  const id = `machine-${at}`;
  return `<article aria-labelledby="${id}"><h2 id="${id}">${inline(machine.name)}</h2><div class="both">${figure(drawing, 'graph', legend(marks), at)}<div class="table measures"><table aria-label="Coverage by kind"><thead><tr><th scope="col">What<th scope="col">Reached<th scope="col">Missing</thead><tbody>${MEASURES.map(([name, label]) => measureRow(label, machine[name])).join('')}</tbody></table></div></div></article>`;
}

function measureRow(label: string, { covered, total, missing }: CoverageMeasure): string {
  if (total === 0) return '';
  return `<tr class="${missing.length === 0 ? 'good' : 'bad'}"><td>${label}<td>${covered} of ${total}<td>${inline(missing.join(', '))}`;
}
