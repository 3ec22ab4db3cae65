"""Measure the candidate finder: how often the first and one of the first three are what annotators marked, and speed.

    python benchmarks/candidates.py [GOLD.jsonl or FOLDER] [--misses]

"""
import json, re, sys
from pathlib import Path
from reviewer.articles.article_text import ArticleText
from reviewer.articles.candidates import candidates
TR = " \t\n“”\"«»„‟'‘’`,.;:!?—–-…"
def tr(t, s, e):
    while s < e and t[s] in TR: s += 1
    while e > s and t[e - 1] in TR: e -= 1
    return s, e
def norm(t, sp):
    x = sorted(tr(t, s, e) for s, e in sp)
    x = [y for y in x if y[1] > y[0]]
    m = []
    for s, e in x:
        if m and not re.search(r"\w", t[m[-1][1]:s]): m[-1] = (m[-1][0], e)
        else: m.append((s, e))
    return tuple(m)
path=Path('/work/shared/gold/labels/attributions.jsonl')
L=[json.loads(l) for l in path.open()]
which=sys.argv[1]
sel=[d for i,d in enumerate(L) if (i%3!=2)==(which=='dev')]
show=sys.argv[2] if len(sys.argv)>2 else None
tot={}
for d in sel:
    t=d['text']; A=ArticleText.of(t)
    G=[a for a in d['attributions'] if a['type']!='indirect']
    per={}
    for a in G: per.setdefault(A.sentence_at(a['content'][0][0]),[]).append(a)
    for s,group in per.items():
        for a in group:
            cur=a['content'][0][0] if len(group)>1 or len(A.outer.within(*A.sentences[s]))>1 else None
            for role in ('content','cue','source','cue+','source+'):
                r=role.rstrip('+'); 
                if not a[r]: continue
                anchor=tuple(map(tuple,a['content'])) if '+' in role else None
                c=candidates(A,s,r,cursor=cur,anchor=anchor)
                g=norm(t,a[r]); raw=tuple(map(tuple,a[r]))
                n=[norm(t,x.spans) for x in c]
                k=tot.setdefault(role,[0,0,0,0,0])
                k[0]+=1; k[1]+=n[:1]==[g] ; k[2]+=g in n[:3]; k[3]+=[x.spans for x in c[:1]]==[raw]; k[4]+=raw in [x.spans for x in c[:3]]
                if not raw and False: pass
                if show==role and n[:1]!=[g]:
                    lo=max(0,min(A.sentences[s][0],a['content'][0][0],a['cue'][0][0]) -80); hi=max(A.sentences[s][1],a['content'][-1][1],a['cue'][-1][1])
                    f=lambda sp:' // '.join(t[x:y] if y-x<300 else t[x:x+100]+'…'+t[y-100:y] for x,y in sp).replace('\n','⏎')
                    print('--',d['id'][:14],s,'IN3' if g in n[:3] else 'OUT', 'cur' if cur is not None else ''); print('   T:',t[lo:hi][:900].replace('\n','⏎')); print('   G:',f(a[r]),'   | C:',f(a['cue']))
                    for x in c[:3]: print('   P:',x.reason,'|',f(x.spans))
for role,k in tot.items(): print(f"{role:9} n {k[0]}  first {k[1]/k[0]:.3f} top3 {k[2]/k[0]:.3f}   raw first {k[3]/k[0]:.3f} top3 {k[4]/k[0]:.3f}")
